using Conv3DGen.Activations;

namespace Conv3DGen.Runtime.Tests.Serialization;

/// <summary>Activations in configs.</summary>
public class ActivationJsonTests
{
    [Fact]
    public void OnesWithDefaultsAreStrings()
        => Assert.All(ActivationTable.Names, name =>
        {
            Activation activation = Activation.FromName(name);
            Assert.Contains($"\"activation\":\"{activation.Name}\"", Json(activation), StringComparison.Ordinal);
            Assert.Equal(activation, Conv3DConfig.FromJson(Json(activation)).Activation);
            Assert.Equal(activation, Read($"\"{name}\""));
        });

    public static TheoryData<Activation, string> Parametrised() => new()
    {
        { Activation.LeakyRelu(0.3f), """{"module":"keras.layers","class_name":"LeakyReLU","config":{"negative_slope":0.3},"registered_name":null}""" },
        { Activation.Elu(0.5f), """{"module":"keras.layers","class_name":"ELU","config":{"alpha":0.5},"registered_name":null}""" },
        { Activation.Celu(0.5f), """{"module":"conv3dgen","class_name":"Celu","config":{"alpha":0.5},"registered_name":"Conv3DGen>Celu"}""" },
        { Activation.Squareplus(0.1f), """{"module":"conv3dgen","class_name":"Squareplus","config":{"b":0.1},"registered_name":"Conv3DGen>Squareplus"}""" },
        { Activation.SoftShrink(0.25f), """{"module":"conv3dgen","class_name":"SoftShrink","config":{"threshold":0.25},"registered_name":"Conv3DGen>SoftShrink"}""" },
        { Activation.HardShrink(0.25f), """{"module":"conv3dgen","class_name":"HardShrink","config":{"threshold":0.25},"registered_name":"Conv3DGen>HardShrink"}""" },
        { Activation.Threshold(1, -2), """{"module":"conv3dgen","class_name":"Threshold","config":{"threshold":1,"default_value":-2},"registered_name":"Conv3DGen>Threshold"}""" },
        { Activation.Gelu(approximate: true), """{"module":"conv3dgen","class_name":"Gelu","config":{"approximate":true},"registered_name":"Conv3DGen>Gelu"}""" },
    };

    [Theory]
    [MemberData(nameof(Parametrised))]
    public void OnesWithParametersAreClasses(Activation activation, string json)
    {
        Assert.Contains($"\"activation\":{json},", Json(activation), StringComparison.Ordinal);
        Assert.Equal(activation, Conv3DConfig.FromJson(Json(activation)).Activation);
    }

    public static TheoryData<string, Activation> Layers() => new()
    {
        { """{"module":"keras.layers","class_name":"LeakyReLU","config":{"name":"l","trainable":true,"dtype":{"module":"keras","class_name":"DTypePolicy","config":{"name":"float32"},"registered_name":null},"negative_slope":0.1},"registered_name":null,"build_config":{"input_shape":[null,1]}}""", Activation.LeakyRelu(0.1f) },
        { """{"class_name":"LeakyReLU","config":{"name":"l","trainable":true,"dtype":"float32","alpha":0.1}}""", Activation.LeakyRelu(0.1f) },
        { """{"class_name":"LeakyReLU","config":{}}""", Activation.LeakyRelu(0.3f) },
        { """{"class_name":"ELU","config":{"alpha":2}}""", Activation.Elu(2) },
        { """{"class_name":"ReLU","config":{"max_value":null,"negative_slope":0.0,"threshold":0.0}}""", Activation.Relu },
        { """{"class_name":"ReLU","config":{"max_value":6.0,"negative_slope":0.0,"threshold":0.0}}""", Activation.Relu6 },
        { """{"class_name":"ReLU","config":{"max_value":null,"negative_slope":0.25,"threshold":0.0}}""", Activation.LeakyRelu(0.25f) },
        { """{"class_name":"Softmax","config":{"axis":-1}}""", Activation.Softmax },
        { """{"module":null,"class_name":"MyShrink","config":{"threshold":0.25},"registered_name":"Conv3DGen>SoftShrink"}""", Activation.SoftShrink(0.25f) },
        { """{"module":"builtins","class_name":"function","config":"tanh","registered_name":"tanh"}""", Activation.Tanh },
        { """{"module":"keras.activations","class_name":"function","config":"swish","registered_name":"swish"}""", Activation.Silu },
    };

    [Theory]
    [MemberData(nameof(Layers))]
    public void LayersAndFunctionsOfKerasAreRead(string json, Activation expected) => Assert.Equal(expected, Read(json));

    public static TheoryData<string, string> Bad() => new()
    {
        { "\"rleu\"", "activation: activation \"rleu\" is not known" },
        { "\"glu\"", "activation: activation \"glu\" halves the last axis" },
        { "7", "json: config.activation: expected a string, an object or null" },
        { """{"config":{}}""", "json: config.activation: has no class_name." },
        { """{"class_name":"PReLU","config":{}}""", "activation: class_name is 'PReLU'; it must be function, LeakyReLU, ELU, ReLU, Softmax or in customObjects." },
        { """{"class_name":"LeakyReLU","config":{"slope":1}}""", "activation: has the key 'slope'; expected only alpha, negative_slope." },
        { """{"class_name":"LeakyReLU","config":{"negative_slope":"a"}}""", "activation: negative_slope is \"a\"; it must be a number." },
        { """{"class_name":"LeakyReLU","config":{"negative_slope":1e39}}""", "activation: negative_slope is Infinity; it must be finite." },
        { """{"class_name":"LeakyReLU","config":[]}""", "activation: config is []; it must be an object." },
        { """{"class_name":"ReLU","config":{"max_value":5}}""", "activation: ReLU has max_value 5, negative_slope 0 and threshold 0; it must be relu, relu6 or leaky_relu." },
        { """{"class_name":"Softmax","config":{"axis":1}}""", "activation: Softmax has axis 1; it must be -1 or 4, the last." },
        { """{"module":"conv3dgen","class_name":"Nope","config":{},"registered_name":"Conv3DGen>Nope"}""", "activation: class_name is 'Nope'; it must be function, Celu," },
        { """{"module":"conv3dgen","class_name":"Celu","config":{"alpha":-1},"registered_name":"Conv3DGen>Celu"}""", "activation: alpha is -1; it must be finite and above 0." },
        { """{"class_name":"function","config":"mine"}""", "activation: activation \"mine\" is not known" },
        { """{"class_name":"__lambda__","config":{"value":["4wEAAAAA",null,null]}}""", "activation: class_name is '__lambda__'; it must be" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void OthersAreRefused(string json, string message)
        => Assert.Contains(message, Assert.Throws<FormatException>(() => Read(json)).Message, StringComparison.Ordinal);

    private static string Json(Activation activation) => new Conv3DConfig { Filters = 1, KernelSize = 1, Activation = activation }.ToJson();

    private static Activation Read(string activation)
        => Conv3DConfig.FromJson($"{{\"module\":\"keras.layers\",\"class_name\":\"Conv3D\",\"config\":{{\"filters\":1,\"kernel_size\":1,\"activation\":{activation}}}}}").Activation;
}
