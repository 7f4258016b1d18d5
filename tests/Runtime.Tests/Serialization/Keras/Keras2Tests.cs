namespace Conv3DGen.Runtime.Tests.Serialization;

/// <summary>The JSON of Keras 2 and of TensorFlow 1 is read.</summary>
public class Keras2Tests
{
    [Fact]
    public void ALayerOfKeras2IsRead()
    {
        // tf.keras.layers.serialize in TensorFlow 2.3.
        const string Json = """
            {"class_name": "Conv3D", "config": {"name": "conv3d", "trainable": true, "batch_input_shape": [null, 16, 16, 16, 3], "dtype": "float32",
            "filters": 4, "kernel_size": [3, 3, 3], "strides": [1, 1, 1], "padding": "valid", "data_format": "channels_last", "dilation_rate": [1, 1, 1],
            "groups": 1, "activation": "hard_sigmoid", "use_bias": true, "kernel_initializer": {"class_name": "GlorotUniform", "config": {"seed": null}},
            "bias_initializer": {"class_name": "Zeros", "config": {}}, "kernel_regularizer": {"class_name": "L1L2", "config": {"l1": 0.0, "l2": 9.999999747378752e-05}},
            "bias_regularizer": null, "activity_regularizer": null, "kernel_constraint": {"class_name": "MaxNorm", "config": {"max_value": 2, "axis": [0, 1, 2, 3]}},
            "bias_constraint": null}}
            """;
        Conv3D expected = new(
            4,
            3,
            dataFormat: DataFormat.ChannelsLast,
            activation: Activation.HardSigmoidKeras2,
            kernelRegularizer: new L1L2(0, 9.999999747378752e-05),
            kernelConstraint: new MaxNorm(2, [0, 1, 2, 3]),
            name: "conv3d",
            inputShape: [16, 16, 16, 3]);
        Assert.Equal(expected.GetConfig(), Conv3DConfig.FromJson(Json));
    }

    [Fact]
    public void AnInitializerOfTensorFlow1IsRead()
        => Assert.Equal(new VarianceScaling(1, "fan_avg", "uniform"), Read("\"kernel_initializer\":{\"class_name\":\"VarianceScaling\",\"config\":{\"scale\":1.0,\"mode\":\"fan_avg\",\"distribution\":\"uniform\",\"seed\":null,\"dtype\":\"float32\"}}").KernelInitializer);

    [Theory]
    [InlineData("", "", null, false)] // no module: Keras 2
    [InlineData("\"module\":\"keras.layers\",", "", null, true)]
    [InlineData("\"module\":null,", "", null, false)]
    [InlineData("\"module\":\"keras.layers\",", "\"batch_input_shape\":[null,4,4,4,1],", null, false)] // the last releases of Keras 2 write a module too
    [InlineData("\"module\":\"keras.layers\",", "\"batch_input_shape\":[null,4,4,4,1],", 3, true)]
    [InlineData("", "", 3, true)] // whoever knows better says so
    [InlineData("\"module\":\"keras.layers\",", "", 2, false)]
    public void TheFormTellsTheVersion(string module, string key, int? version, bool keras3)
    {
        string json = $"{{{module}\"class_name\":\"Conv3D\",\"config\":{{{key}\"filters\":1,\"kernel_size\":1,\"activation\":\"hard_sigmoid\"}}}}";
        Assert.Equal(keras3 ? Activation.HardSigmoid : Activation.HardSigmoidKeras2, Conv3DConfig.FromJson(json, kerasVersion: version).Activation);
        Assert.Equal(keras3 ? Activation.HardSigmoid : Activation.HardSigmoidKeras2, Conv3D.FromJson(json, kerasVersion: version).Activation);
    }

    [Fact]
    public void OtherActivationsAreTheSameInBoth()
        => Assert.Equal(Activation.Relu, Read("\"activation\":\"relu\"").Activation);

    [Fact]
    public void TheHardSigmoidOfKeras2SurvivesTheFormOfKeras3()
    {
        string json = Read("\"activation\":\"hard_sigmoid\"").ToJson();
        Assert.Contains("\"activation\":{\"module\":\"conv3dgen\",\"class_name\":\"HardSigmoidKeras2\",\"config\":{},\"registered_name\":\"Conv3DGen>HardSigmoidKeras2\"}", json, StringComparison.Ordinal);
        Assert.Equal(Activation.HardSigmoidKeras2, Conv3DConfig.FromJson(json).Activation);
    }

    [Fact]
    public void ThereAreNoOtherVersions()
        => Assert.Contains("kerasVersion is 1; it must be 2, 3 or null", Assert.Throws<ArgumentOutOfRangeException>(() => Conv3D.FromJson("{}", kerasVersion: 1)).Message, StringComparison.Ordinal);

    private static Conv3DConfig Read(string option) => Conv3DConfig.FromJson($"{{\"class_name\":\"Conv3D\",\"config\":{{\"filters\":1,\"kernel_size\":1,{option}}}}}");
}
