using Conv3DGen.Neon.Protocol;
using Conv3DGen.Neon.Tests.Cases;
using Conv3DGen.Neon.Tests.Running;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Golden;

namespace Conv3DGen.Neon.Tests;

/// <summary>Emitted kernels as arm64 machine code: the promised bits, and no access outside a buffer.</summary>
public class BitTests
{
    public static TheoryData<string> ForwardNames() => [.. GoldenSuites.Forward.Keys];

    public static TheoryData<string> NetworkNames() => [.. GoldenSuites.Networks.Keys];

    public static TheoryData<int> RandomSpecs() => [.. Enumerable.Range(0, RandomCases.Specs)];

    [NeonTheory]
    [MemberData(nameof(ForwardNames))]
    public void GoldenForwardCase(string name)
    {
        GoldenForward golden = GoldenSuites.Forward[name];
        NeonCase[] cases = [.. NeonSuite.Of(name).Where(c => c.Algorithm == Algorithm.Direct)];
        Assert.All(cases, Check);
        float[] output = NeonLeg.Answer(cases[^1]).AtEnd;
        TensorAssert.Within(golden.Tolerance, golden.Expected, output, golden.Layer.Problem);
    }

    [NeonTheory]
    [MemberData(nameof(NetworkNames))]
    public void EveryLayerOfANetwork(string name)
    {
        GoldenNetwork golden = GoldenSuites.Networks[name];
        Assert.All(NeonSuite.Of(name), Check);
        float[] output = NeonLeg.Answer(NeonSuite.Of(name).Last()).AtEnd;
        TensorAssert.Within(golden.Tolerance, golden.Expected, output, golden.Layers[^1].Problem);
    }

    [NeonTheory]
    [MemberData(nameof(RandomSpecs))]
    public void RandomSpecOnSeveralShapes(int spec) => Assert.All(NeonSuite.Of(RandomCases.Name(spec)), Check);

    private static void Check(NeonCase question)
    {
        NeonAnswer answer = NeonLeg.Answer(question);
        NeonAssert.Bits(question, answer);
        Assert.Contains(question.Kernel.Spec is null ? "fallback: asked for" : "(NEON, ", answer.KernelName, StringComparison.Ordinal);
    }
}
