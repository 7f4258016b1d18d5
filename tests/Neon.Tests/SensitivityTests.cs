using Conv3DGen.Neon.Protocol;
using Conv3DGen.Neon.Tests.Cases;
using Conv3DGen.Neon.Tests.Emission;
using Conv3DGen.Neon.Tests.Running;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;

namespace Conv3DGen.Neon.Tests;

/// <summary>Kernels broken on purpose: if these passed, the other tests would prove nothing.</summary>
public class SensitivityTests
{
    private const string Unbroken = "Unbroken";

    private static readonly Lazy<Dictionary<string, (NeonCase Question, NeonAnswer Answer)>> s_answers = new(Run);

    public static TheoryData<string> WrongBits() => [Mutants.DropsAStep, Mutants.SwapsLanes];

    public static TheoryData<string> RightBitsWrongAccess()
        => [Mutants.ReadsPastInput, Mutants.ReadsBeforeInput, Mutants.ReadsPastWeights, Mutants.ReadsPastBias, Mutants.WritesPastOutput];

    [NeonFact]
    public void TheUnbrokenKernelIsRight()
    {
        (NeonCase question, NeonAnswer answer) = s_answers.Value[Unbroken];
        NeonAssert.Bits(question, answer);
    }

    [NeonTheory]
    [MemberData(nameof(WrongBits))]
    public void WrongArithmeticGivesOtherBits(string mutant)
    {
        (NeonCase question, NeonAnswer answer) = s_answers.Value[mutant];
        Assert.Empty(answer.Error);
        Assert.Contains("outputs are not equal", Assert.Throws<Xunit.Sdk.FailException>(() => NeonAssert.Bits(question, answer)).Message, StringComparison.Ordinal);
    }

    [NeonTheory]
    [MemberData(nameof(RightBitsWrongAccess))]
    public void AnAccessOutsideABufferIsACrashThatNamesTheKernel(string mutant)
    {
        string error = s_answers.Value[mutant].Answer.Error;
        Assert.Contains("Access Violation", error, StringComparison.Ordinal);
        Assert.Contains($"{mutant}_Neon.", error, StringComparison.Ordinal);
    }

    private static Dictionary<string, (NeonCase Question, NeonAnswer Answer)> Run()
    {
        ConvSpec spec = Mutants.Spec;
        var problem = new ConvProblem { KernelSize = spec.KernelSize, Input = (4, 5, 13), InputChannels = spec.InputChannels!.Value, Filters = spec.Filters!.Value };
        ProblemData data = ProblemData.Create(problem, seed: 1);
        (string Name, string Kernel)[] kernels = [(Unbroken, SpecSource.Name(NeonSuite.Named.Count)), .. Mutants.Names.Select(name => (name, name))];
        List<NeonCase> cases = [.. kernels.Select(k => new NeonCase(Unbroken, k.Name, new(spec), problem, data.Input, data.Kernel, data.Bias, "linear", data.FmaOrderSums))];
        return cases
            .Zip(Emulation.Run(NeonLeg.Program, [.. cases.Zip(kernels, (c, k) => c.ToJob(k.Kernel))]))
            .ToDictionary(pair => pair.First.Label);
    }
}
