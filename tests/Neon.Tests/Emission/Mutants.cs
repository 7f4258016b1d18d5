using System.Text.RegularExpressions;

namespace Conv3DGen.Neon.Tests.Emission;

/// <summary>A kernel broken on purpose.</summary>
/// <param name="Name">Its name in the program's table.</param>
/// <param name="Text">Its file.</param>
/// <param name="Create">The expression that makes it.</param>
internal sealed record Mutant(string Name, string Text, string Create);

/// <summary>
/// Emitted code with one fault each, so that the tests can show that they would see it. The over-reading ones compute the right
/// bits: only a guard page can tell.
/// </summary>
internal static partial class Mutants
{
    public const string DropsAStep = "DropsAStep";
    public const string SwapsLanes = "SwapsLanes";
    public const string ReadsPastInput = "ReadsPastInput";
    public const string ReadsBeforeInput = "ReadsBeforeInput";
    public const string ReadsPastWeights = "ReadsPastWeights";
    public const string ReadsPastBias = "ReadsPastBias";
    public const string WritesPastOutput = "WritesPastOutput";
    public const string DuplicatesLanes = "DuplicatesLanes";

    public static IReadOnlyList<string> Names { get; } =
        [DropsAStep, SwapsLanes, ReadsPastInput, ReadsBeforeInput, ReadsPastWeights, ReadsPastBias, WritesPastOutput, DuplicatesLanes];

    /// <summary>What they are all made from: a spec whose kernel loads vectors of inputs, and single ones for the rest.</summary>
    public static ConvSpec Spec { get; } = new(3, 1, 1, Padding.Valid) { InputChannels = 3, Filters = 8, Groups = 1, DataFormat = DataFormat.ChannelsLast };

    /// <summary>The mutants of the emitted text for <see cref="Spec"/>; one whose place the text no longer has is missing.</summary>
    public static IEnumerable<Mutant> Of(string text) => All(text).OfType<Mutant>();

    private static IEnumerable<Mutant?> All(string text)
    {
        yield return Create(DropsAStep, text, FirstStep(), "");
        yield return Create(SwapsLanes, text, LastLane(), "$1, 0)");
        yield return Create(ReadsPastInput, text, Splat(), "AdvSimd.DuplicateSelectedScalarToVector128(AdvSimd.LoadVector128($1), 0)");
        yield return Create(ReadsBeforeInput, text, Vector(), "= AdvSimd.ExtractVector128(AdvSimd.LoadVector128($1), AdvSimd.LoadVector128($1 - 1), 0);");
        yield return Create(ReadsPastWeights, text, FirstWeight(), "AdvSimd.ExtractVector128(AdvSimd.LoadVector128(w), AdvSimd.LoadVector128(w + 64), 0)");
        yield return Create(ReadsPastBias, text, Bias(), "AdvSimd.ExtractVector128($0, AdvSimd.LoadVector128($1 + 5), 0)");
        yield return Create(WritesPastOutput, text, LastStore(), "$0 AdvSimd.Store(y + 5, $1);");
        yield return Create(DuplicatesLanes, text, ByLane(), "AdvSimd.FusedMultiplyAdd($1, $2, AdvSimd.DuplicateSelectedScalarToVector128($3, $4))");
    }

    private static Mutant? Create(string name, string text, Regex place, string replacement)
    {
        if (!place.IsMatch(text))
        {
            return null;
        }

        string type = $"{name}_Neon";
        string broken = place.Replace(text, replacement);
        return new(name, ClassHead().Replace(broken, $"$1{type}"), $"Conv3DGen.Generated.{type}.Create()");
    }

    [GeneratedRegex(@"( class )\w+")]
    private static partial Regex ClassHead();

    /// <summary>The first multiply-add of a loop.</summary>
    [GeneratedRegex(@"a0_0 = [\w.]+BySelectedScalar\([^()]*, 0\);")]
    private static partial Regex FirstStep();

    [GeneratedRegex(@"(BySelectedScalar\([^()]*), 3\)")]
    private static partial Regex LastLane();

    [GeneratedRegex(@"AdvSimd\.LoadAndReplicateToVector128\(([^()]*)\)")]
    private static partial Regex Splat();

    /// <summary>The load of a vector of inputs.</summary>
    [GeneratedRegex(@"(?<=var x\d+ )= AdvSimd\.LoadVector128\(([^()]*)\);")]
    private static partial Regex Vector();

    [GeneratedRegex(@"AdvSimd\.LoadVector128\(w\)")]
    private static partial Regex FirstWeight();

    [GeneratedRegex(@"AdvSimd\.LoadVector128\((bias[^()]*)\)")]
    private static partial Regex Bias();

    /// <summary>The store of a tile's last vector: the next statement ends the method.</summary>
    [GeneratedRegex(@"AdvSimd\.Store\(y[^,]*, (.*)\);(?=\s*\})")]
    private static partial Regex LastStore();

    [GeneratedRegex(@"AdvSimd\.Arm64\.FusedMultiplyAddBySelectedScalar\(([^,()]*), ([^,()]*), ([^,()]*), (\d)\)")]
    private static partial Regex ByLane();
}
