namespace Conv3DGen.Runtime.Tests.Serialization;

/// <summary>The JSON that is written is that of Keras 3, key by key.</summary>
public class Keras3Tests
{
    [Fact]
    public void ADefaultLayerIsWrittenAsKerasWritesIt() => Assert.Equal(
        """
        {"module":"keras.layers","class_name":"Conv3D","config":{"name":"conv","trainable":true,
        "dtype":{"module":"keras","class_name":"DTypePolicy","config":{"name":"float32"},"registered_name":null},
        "filters":8,"kernel_size":[3,3,3],"strides":[1,1,1],"padding":"valid","data_format":"channels_last","dilation_rate":[1,1,1],"groups":1,
        "activation":"linear","use_bias":true,
        "kernel_initializer":{"module":"keras.initializers","class_name":"GlorotUniform","config":{"seed":null},"registered_name":null},
        "bias_initializer":{"module":"keras.initializers","class_name":"Zeros","config":{},"registered_name":null},
        "kernel_regularizer":null,"bias_regularizer":null,"activity_regularizer":null,"kernel_constraint":null,"bias_constraint":null},
        "registered_name":null}
        """.ReplaceLineEndings(""),
        new Conv3D(8, 3, dataFormat: DataFormat.ChannelsLast, name: "conv").ToJson());

    [Fact]
    public void EveryOptionIsWrittenAsKerasWritesIt() => Assert.Equal(
        """
        {"module":"keras.layers","class_name":"Conv3D","config":{"name":"stem","trainable":false,
        "dtype":{"module":"keras","class_name":"DTypePolicy","config":{"name":"float32"},"registered_name":null},
        "filters":6,"kernel_size":[1,2,3],"strides":[3,2,1],"padding":"same","data_format":"channels_first","dilation_rate":[1,1,1],"groups":2,
        "activation":{"module":"keras.layers","class_name":"LeakyReLU","config":{"negative_slope":0.3},"registered_name":null},
        "use_bias":false,
        "kernel_initializer":{"module":"keras.initializers","class_name":"TruncatedNormal","config":{"mean":0.5,"stddev":0.25,"seed":7},"registered_name":null},
        "bias_initializer":{"module":"keras.initializers","class_name":"Constant","config":{"value":0.1},"registered_name":null},
        "kernel_regularizer":{"module":"keras.regularizers","class_name":"L1L2","config":{"l1":0.25,"l2":0.5},"registered_name":null},
        "bias_regularizer":{"module":"keras.regularizers","class_name":"L2","config":{"l2":0.125},"registered_name":null},
        "activity_regularizer":{"module":"keras.regularizers","class_name":"L1","config":{"l1":0.0625},"registered_name":null},
        "kernel_constraint":{"module":"keras.constraints","class_name":"MinMaxNorm","config":{"min_value":0.5,"max_value":1.5,"rate":0.75,"axis":[0,1,2,3]},"registered_name":null},
        "bias_constraint":{"module":"keras.constraints","class_name":"NonNeg","config":{},"registered_name":null},
        "input_shape":[8,null,5,6]},
        "registered_name":null}
        """.ReplaceLineEndings(""),
        Layers.WithEveryOption().ToJson());

    [Fact]
    public void EveryOptionIsReadBack()
    {
        Conv3DConfig config = Layers.WithEveryOption().GetConfig();
        Assert.Equal(config, Conv3DConfig.FromJson(config.ToJson()));
        Assert.Equal(config, Conv3D.FromJson(config.ToJson()).GetConfig());
    }

    [Theory]
    [InlineData(DataFormat.ChannelsLast, "[null,null,null,null,6]")]
    [InlineData(DataFormat.ChannelsFirst, "[null,6,null,null,null]")]
    public void ABuiltLayerIsBuiltAgain(DataFormat format, string shape)
    {
        var layer = new Conv3D(4, 3, dataFormat: format, groups: 2);
        layer.Build(2, 6, 6, 6, 6);
        string json = layer.ToJson();
        Assert.EndsWith($",\"registered_name\":null,\"build_config\":{{\"input_shape\":{shape}}}}}", json, StringComparison.Ordinal);
        Conv3D read = Conv3D.FromJson(json);
        Assert.True(read.Built);
        Assert.Equal(layer.Kernel.Lengths.ToArray(), read.Kernel.Lengths.ToArray());
        Assert.Equal(layer.GetConfig(), read.GetConfig());
    }

    [Fact]
    public void AnEntryOfAModelIsRead()
    {
        // As in the layers of a functional model's to_json of Keras 3, with what newer versions add.
        const string Json = """
            {
              "module": "keras.layers",
              "class_name": "Conv3D",
              "config": {
                "name": "conv3d_4",
                "trainable": true,
                "dtype": { "module": "keras", "class_name": "DTypePolicy", "config": { "name": "float32" }, "registered_name": null, "shared_object_id": 17 },
                "filters": 16,
                "kernel_size": [3, 3, 3],
                "strides": [2, 2, 2],
                "padding": "same",
                "data_format": "channels_last",
                "dilation_rate": [1, 1, 1],
                "groups": 1,
                "activation": "relu",
                "use_bias": true,
                "kernel_initializer": {
                  "module": "keras.initializers", "class_name": "GlorotUniform",
                  "config": { "seed": null, "input_axes": null, "output_axes": null }, "registered_name": null
                },
                "bias_initializer": { "module": "keras.initializers", "class_name": "Zeros", "config": {}, "registered_name": null },
                "kernel_regularizer": null,
                "bias_regularizer": null,
                "activity_regularizer": null,
                "kernel_constraint": null,
                "bias_constraint": null,
                "lora_rank": 4,
                "lora_alpha": 4
              },
              "registered_name": null,
              "build_config": { "input_shape": [null, 32, 32, 32, 8] },
              "name": "conv3d_4",
              "inbound_nodes": [{ "args": [], "kwargs": {} }]
            }
            """;
        Conv3D layer = Conv3D.FromJson(Json);
        Conv3D expected = new(16, 3, 2, Padding.Same, DataFormat.ChannelsLast, activation: Activation.Relu, name: "conv3d_4");
        Assert.Equal(expected.GetConfig(), layer.GetConfig());
        Assert.Equal([3, 3, 3, 8, 16], layer.Kernel.Lengths.ToArray());
    }

    [Fact]
    public void WhatIsLeftOutHasKerasDefaults()
    {
        Conv3D layer = Conv3D.FromJson("""{"module":"keras.layers","class_name":"Convolution3D","config":{"filters":2,"kernel_size":3,"name":"x","dtype":"float32","input_shape":[4,4,4,1]}}""");
        Assert.Equal(new Conv3D(2, 3, name: "x", inputShape: [4, 4, 4, 1]).GetConfig(), layer.GetConfig());
        Assert.False(layer.Built);
    }
}
