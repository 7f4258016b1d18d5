using System.Text.RegularExpressions;

namespace Conv3DGen.Neon.Tests.Quality;

/// <summary>A microkernel as C#.</summary>
/// <param name="Type">The emitted class.</param>
/// <param name="Name">The method.</param>
/// <param name="ByElement">How many of its multiply-adds take a lane.</param>
internal sealed partial record EmittedMethod(string Type, string Name, int ByElement)
{
    /// <summary>The microkernels of a file.</summary>
    public static IEnumerable<EmittedMethod> Of(string text)
    {
        string type = Class().Match(text).Groups[1].Value;
        MatchCollection heads = Head().Matches(text);
        for (int i = 0; i < heads.Count; i++)
        {
            int end = i + 1 < heads.Count ? heads[i + 1].Index : text.Length;
            yield return new(type, heads[i].Groups[1].Value, ByLane().Count(text.AsSpan(heads[i].Index..end)));
        }
    }

    [GeneratedRegex(@"class (\w+_Neon)\b")]
    private static partial Regex Class();

    [GeneratedRegex(@"static void (\w+)\((?:TileArgs|WinogradPass|WinogradProduct|WinogradRow)\* ")]
    private static partial Regex Head();

    [GeneratedRegex("FusedMultiplyAddBySelectedScalar")]
    private static partial Regex ByLane();
}
