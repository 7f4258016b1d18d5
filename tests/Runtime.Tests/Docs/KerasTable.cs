using System.Text.RegularExpressions;

namespace Conv3DGen.Runtime.Tests.Docs;

/// <summary>A row of the tables in docs/keras.md: Keras, C#, test, notes.</summary>
/// <param name="Keras">The first cell.</param>
/// <param name="Members">What stands in code marks in the second cell.</param>
/// <param name="Tests">What stands in code marks in the third.</param>
internal sealed record KerasTableRow(string Keras, IReadOnlyList<string> Members, IReadOnlyList<string> Tests)
{
    public override string ToString() => Keras;
}

/// <summary>The tables of docs/keras.md.</summary>
internal static partial class KerasTable
{
    public static IReadOnlyList<KerasTableRow> Rows { get; } = [.. Read()];

    /// <summary>Every member of the second column.</summary>
    public static IReadOnlySet<string> Members { get; } = Rows.SelectMany(row => row.Members).ToHashSet();

    private static IEnumerable<KerasTableRow> Read()
    {
        foreach (string line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Docs", "keras.md")))
        {
            string[] cells = line.Split('|');
            if (line.StartsWith('|') && !line.StartsWith("|---", StringComparison.Ordinal) && cells[3].Trim() != "test")
            {
                Assert.True(cells.Length == 6, $"docs/keras.md: \"{line}\" has {cells.Length - 2} cells; expected 4.");
                yield return new(cells[1].Trim(), Code(cells[2]), Code(cells[3]));
            }
        }
    }

    private static string[] Code(string cell) => [.. Marked().Matches(cell).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Marked();
}
