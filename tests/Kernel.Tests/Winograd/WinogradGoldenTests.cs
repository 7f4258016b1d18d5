using Conv3DGen.Kernel.Tests.Golden;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Golden;
using Conv3DGen.Testing.Problems;
using Conv3DGen.Winograd;

namespace Conv3DGen.Kernel.Tests.Winograd;

/// <summary>The golden cases that Winograd can compute, in every form and on every implementation.</summary>
public class WinogradGoldenTests
{
    /// <summary>The published bound: the error of an output relative to the largest sum, beside the golden tolerance.</summary>
    private const double MaxError = 2e-5;

    public static TheoryData<string, string> Rows()
    {
        var rows = new TheoryData<string, string>();
        foreach ((string name, GoldenForward golden) in GoldenSuites.Forward.Where(g => WinogradLayers.Forms(g.Value.Layer.Problem).Count > 0))
        {
            foreach (string implementation in Implementation.Names)
            {
                rows.Add(name, implementation);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void EveryFormIsWithinTheBound(string name, string implementation)
    {
        GoldenForward golden = GoldenSuites.Forward[name];
        GoldenLayer layer = golden.Layer;
        var data = new ProblemData(layer.Problem, golden.Input, layer.Kernel, layer.Bias);
        (_, double largest) = WinogradLayers.Exact(data);
        double slope = layer.Activation == "exponential" ? golden.Expected.Max() : Slope(layer.Activation);
        var tolerance = new Tolerance(Math.Max(golden.Tolerance.Abs, MaxError * largest * slope), golden.Tolerance.Rel);
        foreach (WinogradForm form in WinogradLayers.Forms(layer.Problem))
        {
            Conv3D conv = WinogradLayers.Create(data, GoldenKernels.Kernel(layer, implementation), form, GoldenActivation.Of(layer));
            TensorAssert.Within(tolerance, golden.Expected, conv.Run(layer.Problem, golden.Input), layer.Problem);
        }
    }

    /// <summary>What the library chooses by itself passes with the suites' own tolerance.</summary>
    [Theory]
    [MemberData(nameof(Rows))]
    public void AutoIsWithinTheSuitesTolerance(string name, string implementation)
    {
        GoldenForward golden = GoldenSuites.Forward[name];
        GoldenLayer layer = golden.Layer;
        Conv3D conv = LayerFactory.Create(
            layer.Problem, layer.Kernel, layer.Bias, GoldenActivation.Of(layer), GoldenKernels.Kernel(layer, implementation), Algorithm.Auto);
        TensorAssert.Within(golden.Tolerance, golden.Expected, conv.Run(layer.Problem, golden.Input), layer.Problem);
    }

    /// <summary>How far an activation can stretch an error.</summary>
    private static double Slope(string activation) => activation switch
    {
        "selu" => 1.76,
        "swish" or "silu" or "gelu" or "mish" => 1.13,
        _ => 1,
    };
}
