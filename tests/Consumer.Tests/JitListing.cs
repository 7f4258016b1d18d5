using System.Text.RegularExpressions;

namespace Conv3DGen.Consumer.Tests;

/// <summary>One method in the JIT's own words.</summary>
/// <param name="Method">Its name.</param>
/// <param name="IsFullyOptimised">Whether the JIT did not give up on optimising it.</param>
/// <param name="VectorStackAccesses">Instructions that move a vector to or from the stack frame.</param>
/// <param name="Calls">Calls in it.</param>
internal sealed partial record JitListing(string Method, bool IsFullyOptimised, IReadOnlyList<string> VectorStackAccesses, IReadOnlyList<string> Calls)
{
    /// <summary>Whether it is a transform of Winograd convolution rather than a microkernel.</summary>
    public bool IsTransform => Method.Contains(".Winograd.", StringComparison.Ordinal) && !Method.Contains(":Product", StringComparison.Ordinal) && !Method.Contains(".Rows_", StringComparison.Ordinal);

    public static IReadOnlyList<JitListing> Parse(string report)
        => [.. report.Split("; Assembly listing for method ").Skip(1).Select(ParseMethod)];

    private static JitListing ParseMethod(string listing)
    {
        string[] lines = listing.Split('\n');
        return new(
            lines[0].Trim(),
            lines[0].Contains("(FullOpts)", StringComparison.Ordinal),
            [.. lines.Select(l => l.Trim()).Where(l => VectorOnStack().IsMatch(l))],
            [.. lines.Select(l => l.Trim()).Where(l => l.StartsWith("call ", StringComparison.Ordinal))]);
    }

    [GeneratedRegex(@"[xyz]mmword ptr \[r[sb]p")]
    private static partial Regex VectorOnStack();
}
