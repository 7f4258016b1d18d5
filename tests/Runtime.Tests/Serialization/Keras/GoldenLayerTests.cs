using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Golden;

namespace Conv3DGen.Runtime.Tests.Serialization;

/// <summary>A layer as it comes from Python, options as JSON and weights as .npz, gives the golden output.</summary>
public class GoldenLayerTests
{
    private const string Suite = "forward";

    private static readonly Dictionary<string, JsonNode> s_cases = JsonNode.Parse(File.ReadAllText(Path.Combine(GoldenSuites.BundledFolder, Suite, "manifest.json")))!["cases"]!
        .AsArray().ToDictionary(entry => entry!["name"]!.ToString(), entry => entry!);

    public static TheoryData<string> Names() => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void GivesTheExpectedOutput(string name)
    {
        JsonNode entry = s_cases[name];
        GoldenForward golden = GoldenSuites.Forward[$"{Suite}/{name}"];
        Conv3D layer = Conv3D.FromJson(entry["layer"]!.ToJsonString(), kerasVersion: (int)entry["keras_version"]!);
        layer.Build([.. entry["input_shape"]!.AsArray().Select(size => (int?)size)]);
        layer.LoadWeights(Weights(golden.Layer));
        TensorAssert.Within(golden.Tolerance, golden.Expected, layer.Run(golden.Layer.Problem, golden.Input), golden.Layer.Problem);
    }

    private static MemoryStream Weights(GoldenLayer layer)
    {
        Dictionary<string, Tensor<float>> arrays = new() { ["kernel"] = Tensor.Create(layer.Kernel, layer.Problem.KernelShape) };
        if (layer.Bias is { } bias)
        {
            arrays["bias"] = Tensor.Create(bias);
        }

        var stream = new MemoryStream();
        NpzFile.Write(stream, arrays);
        return stream;
    }
}
