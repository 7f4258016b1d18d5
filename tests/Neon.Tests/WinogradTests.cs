using System.Text.RegularExpressions;
using Conv3DGen.Neon.Protocol;
using Conv3DGen.Neon.Tests.Cases;
using Conv3DGen.Neon.Tests.Running;
using Conv3DGen.Testing.Golden;

namespace Conv3DGen.Neon.Tests;

/// <summary>Winograd convolution as arm64 machine code: the bits of the portable kernel, and no access outside a buffer.</summary>
public partial class WinogradTests
{
    public static TheoryData<string> GoldenNames()
        => [.. GoldenSuites.Forward.Values.Where(golden => WinogradCases.Fits(golden.Layer.Problem)).Select(golden => golden.Name)];

    public static TheoryData<int> RandomProblems() => [.. Enumerable.Range(0, WinogradCases.Problems)];

    [NeonTheory]
    [MemberData(nameof(GoldenNames))]
    public void GoldenCase(string name) => Check(NeonSuite.Of(name).Single(c => c.Algorithm == Algorithm.Winograd));

    [NeonTheory]
    [MemberData(nameof(RandomProblems))]
    public void RandomProblem(int problem) => Check(Assert.Single(NeonSuite.Of(WinogradCases.Name(problem))));

    /// <summary>Which axis has which form does not matter here: each combination of three has its own passes.</summary>
    [NeonFact]
    public void TheRandomProblemsTakeEveryForm()
    {
        ILookup<bool, string> forms = Enumerable.Range(0, WinogradCases.Problems).ToLookup(WinogradCases.HasFive, problem =>
        {
            string name = NeonLeg.Answer(NeonSuite.Of(WinogradCases.Name(problem)).Single()).KernelName;
            return string.Join(',', Form().Match(name).Groups[1].Value.Split(',').Order(StringComparer.Ordinal));
        });

        string[] fives = ["1,1,2", "1,2,2", "2,2,2", "2,2,2'", "2,2,4"];
        Assert.Empty(fives.Except(forms[true]));
        string[] all = ["1,1,2", "1,1,2'", "1,1,4", "1,2,2", "1,2,4", "1,4,4", "2,2,2'", "2,2',4", "2',4,4", "2,2,2", "2,2,4", "2,4,4", "4,4,4"];
        Assert.Equal(string.Join(' ', all.Order(StringComparer.Ordinal)), string.Join(' ', forms[false].Distinct().Order(StringComparer.Ordinal)));
    }

    private static void Check(NeonCase question)
    {
        NeonAnswer answer = NeonLeg.Answer(question);
        NeonAssert.Bits(question, answer);
        Assert.Contains("(NEON, winograd F(", answer.KernelName, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"winograd F\((.*)\)\)$")]
    private static partial Regex Form();
}
