using System.Text;

namespace Conv3DGen.Runtime.Tests.Serialization;

/// <summary>JSON that is damaged, of another layer or of an impossible one is refused, and the message says where.</summary>
public class JsonErrorTests
{
    public static TheoryData<string, string, string> Bad() => new()
    {
        { "nothing", "", "json: The input does not contain any JSON tokens" },
        { "null", "null", "json: is null; it must be an object." },
        { "a number", "7", "json: is no object; it must be an object." },
        { "a cut", "{\"class_name\":\"Conv3D\",", "json: Expected" },
        { "more after it", Layer("\"filters\":1,\"kernel_size\":1") + "{}", "json: '{' is invalid after a single JSON value" },
        { "no class", "{\"config\":{\"filters\":1,\"kernel_size\":1}}", "json: class_name is missing or null; it must be Conv3D" },
        { "no config", "{\"class_name\":\"Conv3D\"}", "json: config is null; it must be an object." },
        { "a null config", "{\"class_name\":\"Conv3D\",\"config\":null}", "json: config is null; it must be an object." },
        { "a null class", "{\"class_name\":null,\"config\":{\"filters\":1,\"kernel_size\":1}}", "json: class_name is missing or null; it must be" },
        { "a null padding", Layer("\"filters\":1,\"kernel_size\":1,\"padding\":null"), "json: config: padding is \"null\"; it must be one of" },
        { "a null size", Layer("\"filters\":1,\"kernel_size\":null"), "json: config: kernel_size is missing or null; it must be given." },
        { "another layer", "{\"class_name\":\"Conv2D\",\"config\":{\"filters\":1,\"kernel_size\":1}}", "json: class_name is 'Conv2D'; it must be Conv3D or Convolution3D." },
        { "another layer that has no such sizes", "{\"class_name\":\"Sequential\",\"config\":{\"name\":\"s\",\"layers\":[]}}", "json: class_name is 'Sequential'; it must be Conv3D or Convolution3D." },
        { "another module", "{\"module\":\"my.layers\",\"class_name\":\"Conv3D\",\"config\":{\"filters\":1,\"kernel_size\":1}}", "json: module is 'my.layers'; it must be keras.layers." },
        { "a subclass", "{\"module\":\"keras.layers\",\"class_name\":\"Conv3D\",\"config\":{\"filters\":1,\"kernel_size\":1},\"registered_name\":\"my>Conv3D\"}", "json: registered_name is 'my>Conv3D'; it must be null" },
        { "a key beside the config", "{\"class_name\":\"Conv3D\",\"config\":{\"filters\":1,\"kernel_size\":1},\"wheels\":4}", "json: has the key 'wheels', which Conv3D does not have." },
        { "a key in the config", Layer("\"filters\":1,\"kernel_size\":1,\"depth_multiplier\":2"), "json: config: has the key 'depth_multiplier', which Conv3D does not have." },
        { "a key in build_config", "{\"class_name\":\"Conv3D\",\"config\":{\"filters\":1,\"kernel_size\":1},\"build_config\":{\"shape\":[1]}}", "json: build_config: has the key 'shape'" },
        { "no filters", Layer("\"kernel_size\":1"), "json: config: filters is missing or null; it must be given." },
        { "no kernel size", Layer("\"filters\":1"), "json: config: kernel_size is missing or null; it must be given." },
        { "filters 1.5", Layer("\"filters\":1.5,\"kernel_size\":1"), "json: config.filters: the value is of the wrong kind." },
        { "filters as text", Layer("\"filters\":\"8\",\"kernel_size\":1"), "json: config.filters: the value is of the wrong kind." },
        { "filters 2^40", Layer("\"filters\":1099511627776,\"kernel_size\":1"), "json: config.filters: the value is of the wrong kind." },
        { "filters 0", Layer("\"filters\":0,\"kernel_size\":1"), "json: config: filters is 0; it must be at least 1." },
        { "groups", Layer("\"filters\":3,\"kernel_size\":1,\"groups\":2"), "json: config: filters is 3; it must be a multiple of groups = 2." },
        { "two sizes", Layer("\"filters\":1,\"kernel_size\":[3,3]"), "json: config.kernel_size: is [3,3]; it must be an integer or three of them." },
        { "four sizes", Layer("\"filters\":1,\"kernel_size\":[3,3,3,3]"), "json: config.kernel_size: is [3,3,3,3]; it must be an integer or three of them." },
        { "sizes as text", Layer("\"filters\":1,\"kernel_size\":[3,\"3\",3]"), "json: config.kernel_size: is [3,\"3\",3]; it must be an integer or three of them." },
        { "a size of 1.5", Layer("\"filters\":1,\"kernel_size\":[3,1.5,3]"), "json: config.kernel_size: is [3,1.5,3]; it must be an integer or three of them." },
        { "kernel size 0", Layer("\"filters\":1,\"kernel_size\":[3,0,3]"), "json: config: kernel_size is 3,0,3; it must be at least 1 on every axis." },
        { "padding causal", Layer("\"filters\":1,\"kernel_size\":1,\"padding\":\"causal\""), "json: config: padding is \"causal\"; it must be one of \"valid\", \"same\"." },
        { "data format", Layer("\"filters\":1,\"kernel_size\":1,\"data_format\":\"channels_middle\""), "json: config: data_format is \"channels_middle\"; it must be one of" },
        { "stride and dilation", Layer("\"filters\":1,\"kernel_size\":1,\"strides\":2,\"dilation_rate\":[1,2,1]"), "json: config: dilation_rate is 1,2,1; it must be" },
        { "dtype", Layer("\"filters\":1,\"kernel_size\":1,\"dtype\":\"float16\""), "json: config: dtype: is 'float16'; it must be float32" },
        { "mixed dtype", Layer("\"filters\":1,\"kernel_size\":1,\"dtype\":{\"module\":\"keras\",\"class_name\":\"DTypePolicy\",\"config\":{\"name\":\"mixed_float16\"},\"registered_name\":null}"), "json: config: dtype: is 'mixed_float16'; it must be float32" },
        { "dtype of another class", Layer("\"filters\":1,\"kernel_size\":1,\"dtype\":{\"class_name\":\"Zeros\",\"config\":{}}"), "json: config: dtype: class_name is 'Zeros'; it must be DTypePolicy." },
        { "name with a slash", Layer("\"filters\":1,\"kernel_size\":1,\"name\":\"a/b\""), "json: config: name is \"a/b\"; it must" },
        { "an unknown initializer", Layer("\"filters\":1,\"kernel_size\":1,\"kernel_initializer\":\"magic\""), "json: config: kernel_initializer: initializer \"magic\" is not known" },
        { "an unknown class", Layer("\"filters\":1,\"kernel_size\":1,\"bias_initializer\":{\"class_name\":\"Magic\",\"config\":{}}"), "json: config: bias_initializer: initializer \"Magic\" is not known" },
        { "an initializer's key", Layer("\"filters\":1,\"kernel_size\":1,\"kernel_initializer\":{\"class_name\":\"HeNormal\",\"config\":{\"sed\":1}}"), "json: config: kernel_initializer: has the key 'sed'; expected only seed." },
        { "a key of none", Layer("\"filters\":1,\"kernel_size\":1,\"kernel_initializer\":{\"class_name\":\"Zeros\",\"config\":{\"seed\":1}}"), "json: config: kernel_initializer: has the key 'seed'; expected none." },
        { "a key beside it", Layer("\"filters\":1,\"kernel_size\":1,\"kernel_initializer\":{\"class_name\":\"Zeros\",\"confg\":{}}"), "json: config.kernel_initializer: has the key 'confg'; expected only module, class_name, config and registered_name" },
        { "a module that is no text", Layer("\"filters\":1,\"kernel_size\":1,\"kernel_initializer\":{\"class_name\":\"Zeros\",\"module\":3}"), "json: config.kernel_initializer: module is 3; it must be a string or null" },
        { "a seed of 1.5", Layer("\"filters\":1,\"kernel_size\":1,\"kernel_initializer\":{\"class_name\":\"HeNormal\",\"config\":{\"seed\":1.5}}"), "json: config: kernel_initializer: seed is 1.5; it must be an integer or null." },
        { "a mode", Layer("\"filters\":1,\"kernel_size\":1,\"kernel_initializer\":{\"class_name\":\"VarianceScaling\",\"config\":{\"mode\":\"fan_club\"}}"), "json: config: kernel_initializer: mode is \"fan_club\"; it must be one of" },
        { "a mode that is no text", Layer("\"filters\":1,\"kernel_size\":1,\"kernel_initializer\":{\"class_name\":\"VarianceScaling\",\"config\":{\"mode\":1}}"), "json: config: kernel_initializer: mode is 1; it must be a string." },
        { "a regularizer of another kind", Layer("\"filters\":1,\"kernel_size\":1,\"kernel_regularizer\":{\"class_name\":\"MaxNorm\",\"config\":{}}"), "json: config: kernel_regularizer: regularizer \"MaxNorm\" is not known" },
        { "the quirk l1_l2", Layer("\"filters\":1,\"kernel_size\":1,\"bias_regularizer\":\"l1_l2\""), "json: config: bias_regularizer: regularizer \"l1_l2\" is not known" },
        { "a negative factor", Layer("\"filters\":1,\"kernel_size\":1,\"activity_regularizer\":{\"class_name\":\"L2\",\"config\":{\"l2\":-1}}"), "json: config: activity_regularizer: l2 is -1; it must be finite and at least 0." },
        { "an infinite factor", Layer("\"filters\":1,\"kernel_size\":1,\"activity_regularizer\":{\"class_name\":\"L2\",\"config\":{\"l2\":1e999}}"), "json: config: activity_regularizer: l2 is Infinity; it must be finite and at least 0." },
        { "a null number", Layer("\"filters\":1,\"kernel_size\":1,\"activity_regularizer\":{\"class_name\":\"L2\",\"config\":{\"l2\":null}}"), "json: config: activity_regularizer: l2 is null; it must be a number." },
        { "a rate", Layer("\"filters\":1,\"kernel_size\":1,\"kernel_constraint\":{\"class_name\":\"MinMaxNorm\",\"config\":{\"rate\":3}}"), "json: config: kernel_constraint: rate is 3; it must be from 0 to 1." },
        { "an argument of two words", Layer("\"filters\":1,\"kernel_size\":1,\"kernel_constraint\":{\"class_name\":\"MaxNorm\",\"config\":{\"max_value\":-1}}"), "json: config: kernel_constraint: max_value is -1; it must be finite and at least 0." },
        { "axes as text", Layer("\"filters\":1,\"kernel_size\":1,\"bias_constraint\":{\"class_name\":\"UnitNorm\",\"config\":{\"axis\":\"0\"}}"), "json: config: bias_constraint: axis is \"0\"; it must be integers." },
        { "no axes", Layer("\"filters\":1,\"kernel_size\":1,\"bias_constraint\":{\"class_name\":\"UnitNorm\",\"config\":{\"axis\":[]}}"), "json: config: bias_constraint: axis is []; it must be integers." },
        { "a shape of 4", Layer("\"filters\":1,\"kernel_size\":1,\"batch_input_shape\":[null,1,1,1]"), "json: config: input_shape has 4 sizes" },
        { "a build shape of 4", "{\"class_name\":\"Conv3D\",\"config\":{\"filters\":1,\"kernel_size\":1},\"build_config\":{\"input_shape\":[null,1,1,1]}}", "json: build_config: input_shape has 4 sizes" },
        { "a build shape without channels", "{\"class_name\":\"Conv3D\",\"config\":{\"filters\":1,\"kernel_size\":1},\"build_config\":{\"input_shape\":[null,1,1,1,null]}}", "json: build_config: input_shape leaves the channels unknown" },
        { "nested too deep", Layer($"\"filters\":1,\"kernel_size\":1,\"activation\":{new string('[', 5000)}{new string(']', 5000)}"), "json: " },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void IsRefused(string what, string json, string message)
    {
        FormatException error = Assert.Throws<FormatException>(() => Conv3D.FromJson(json));
        Assert.True(error.Message.Contains(message, StringComparison.Ordinal), $"{what}: \"{error.Message}\" lacks \"{message}\"");
    }

    [Fact]
    public void NullIsNoJson() => Assert.Equal("json", Assert.Throws<ArgumentNullException>(() => Conv3D.FromJson(null!)).ParamName);

    [Fact]
    public void RandomDamageIsRefusedOrHarmless()
    {
        byte[] good = Encoding.UTF8.GetBytes(Layers.WithEveryOption().ToJson());
        Random random = new(1);
        int refused = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] damaged = (byte[])good.Clone();
            for (int n = random.Next(1, 4); n > 0; n--)
            {
                damaged[random.Next(damaged.Length)] = random.Next(3) == 0 ? (byte)random.Next(32, 127) : good[random.Next(good.Length)];
            }

            try
            {
                Conv3D.FromJson(Encoding.UTF8.GetString(damaged));
            }
            catch (FormatException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 10_000, 20_000);
    }

    private static string Layer(string config) => $"{{\"class_name\":\"Conv3D\",\"config\":{{{config}}}}}";
}
