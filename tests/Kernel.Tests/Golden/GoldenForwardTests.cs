using Conv3DGen.Testing;
using Conv3DGen.Testing.Golden;

namespace Conv3DGen.Kernel.Tests.Golden;

/// <summary>Every forward case on every implementation.</summary>
public class GoldenForwardTests
{
    public static TheoryData<string, string, string> Rows() => GoldenKernels.Rows(GoldenSuites.Forward.Keys);

    [Theory]
    [MemberData(nameof(Rows))]
    public void GivesThePromisedBitsAndTheExpectedOutput(string name, string implementation, string spec)
    {
        GoldenForward golden = GoldenSuites.Forward[name];
        GoldenLayer layer = golden.Layer;
        Conv3D conv = GoldenKernels.Layer(layer, implementation, spec);
        float[] output = conv.Run(layer.Problem, golden.Input);
        TensorAssert.Same(GoldenActivation.Promised(layer, golden.FmaOrderSums), output, layer.Problem, conv.KernelName);
        TensorAssert.Within(golden.Tolerance, golden.Expected, output, layer.Problem);
    }
}
