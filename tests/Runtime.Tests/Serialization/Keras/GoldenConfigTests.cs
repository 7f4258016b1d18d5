using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Conv3DGen.Testing.Golden;

namespace Conv3DGen.Runtime.Tests.Serialization;

/// <summary>Configs that other programs wrote.</summary>
public class GoldenConfigTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Golden");

    public static TheoryData<int> Facts() => [.. Enumerable.Range(0, FactsArray().Count)];

    /// <summary>Every config that tfjs wrote (facts.json): read, written as Keras 3, and read again.</summary>
    [Theory]
    [MemberData(nameof(Facts))]
    public void FactsGoRound(int index)
    {
        // One of them stands there in tfjs's own spelling.
        string observed = FactsArray()[index]!["keras_json"]!.ToJsonString();
        JsonObject json = JsonNode.Parse(SnakeCase(observed))!.AsObject();
        if (json.Remove("config_camel", out JsonNode? camel))
        {
            json["config"] = camel;
        }

        Conv3DConfig config = Conv3DConfig.FromJson(json.ToJsonString());
        Assert.Equal(config, Conv3DConfig.FromJson(config.ToJson()));
        Assert.Equal(config, Conv3D.FromConfig(config).GetConfig());

        // Key by key it says what the observed config says.
        JsonObject written = JsonNode.Parse(config.ToJson())!["config"]!.AsObject();
        foreach ((string key, JsonNode? value) in json["config"]!.AsObject())
        {
            switch (key)
            {
                case "batch_input_shape":
                    Assert.Equal(Texts(value!.AsArray()), config.BatchInputShape!.Select(size => size?.ToString() ?? "null"));
                    break;
                case "dtype":
                    Assert.Equal(value!.ToString(), written[key]!["config"]!["name"]!.ToString());
                    break;
                case "activation" when value!.ToString() == "hard_sigmoid":
                    Assert.Equal(Activation.HardSigmoidKeras2, config.Activation); // the observed library has that of Keras 2
                    break;
                default:
                    Says(value, written[key], key);
                    break;
            }
        }
    }

    public static TheoryData<string> Suites() => ["forward", "gradient", "network", "realdata"];

    /// <summary>Every layer of the golden suites: a config of mixed form, whose version stands beside it.</summary>
    [Theory]
    [MemberData(nameof(Suites))]
    public void GoldenLayersAreRead(string suite)
    {
        JsonNode manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(s_folder, suite, "manifest.json")))!;
        JsonNode[] cases = [.. Array(manifest, "cases"), .. Array(manifest, "networks").SelectMany(network => Array(network, "layers"))];
        Assert.NotEmpty(cases);
        Assert.All(cases, entry =>
        {
            JsonObject config = entry["layer"]!["config"]!.AsObject();
            Conv3DConfig read = Conv3DConfig.FromJson(entry["layer"]!.ToJsonString(), kerasVersion: (int?)entry["keras_version"] ?? 3);
            Assert.Equal(read, Conv3DConfig.FromJson(read.ToJson()));
            JsonObject written = JsonNode.Parse(read.ToJson())!["config"]!.AsObject();
            foreach (string key in new[] { "name", "filters", "kernel_size", "strides", "padding", "data_format", "dilation_rate", "groups", "use_bias", "trainable" })
            {
                Says(config[key], written[key], key);
            }

            Conv3D layer = Conv3D.FromConfig(read);
            layer.Build(Input(entry, read));
            Assert.Equal(entry["kernel_shape"]!.AsArray().Select(n => (nint)(int)n!), layer.Kernel.Lengths.ToArray());
            Assert.Equal(entry["bias_shape"] is not null, layer.Bias is not null);
        });
    }

    /// <summary>An input that the case's kernel fits: its channels, any sizes elsewhere.</summary>
    private static int?[] Input(JsonNode entry, Conv3DConfig config)
    {
        int channels = (int)entry["kernel_shape"]![3]! * config.Groups;
        return config.DataFormat == DataFormat.ChannelsFirst ? [null, channels, null, null, null] : [null, null, null, null, channels];
    }

    /// <summary>Whether what was written holds everything that was observed, numbers compared as numbers.</summary>
    private static void Says(JsonNode? observed, JsonNode? written, string where)
    {
        switch (observed)
        {
            case JsonObject fields:
                Assert.All(fields, field => Says(field.Value, written![field.Key], $"{where}.{field.Key}"));
                break;
            case JsonArray entries:
                Assert.Equal(Texts(entries), Texts(written!.AsArray()));
                break;
            default:
                string text = observed?.ToJsonString() ?? "null";
                string expected = where.EndsWith(".distribution", StringComparison.Ordinal) && text == "\"normal\"" ? "\"truncated_normal\"" : text; // Keras's newer word
                Assert.True(expected == (written?.ToJsonString() ?? "null"), $"{where} was {expected}, is {written?.ToJsonString() ?? "null"}");
                break;
        }
    }

    private static IEnumerable<string> Texts(JsonArray array) => array.Select(entry => entry?.ToJsonString() ?? "null");

    private static JsonNode[] Array(JsonNode node, string key) => [.. node[key]?.AsArray().Select(entry => entry!) ?? []];

    private static JsonArray FactsArray() => JsonNode.Parse(GoldenFacts.Section("get_config").GetRawText())!.AsArray();

    /// <summary>"kernelSize" to "kernel_size" inside strings that begin with a lower-case letter and are no names of layers.</summary>
    private static string SnakeCase(string json)
        => Regex.Replace(json, "\"[a-z][A-Za-z0-9]*\"", match => Regex.Replace(match.Value, "[A-Z]", letter => "_" + letter.Value.ToLowerInvariant()));
}
