using Conv3DGen.Generator.Tests.Helpers;

namespace Conv3DGen.Generator.Tests.Docs;

/// <summary>
/// A block of code with a file's name beside its language is quoted from that file: its lines stand there in this order, but for the depth
/// of their indentation. A line "// ..." leaves lines out.
/// </summary>
public class QuotationTests
{
    private const string Elision = "// ...";

    private static readonly IReadOnlyDictionary<string, CodeExample> s_quotations = MarkdownPage.All
        .SelectMany(page => page.Examples)
        .Where(example => example.Quoted is not null)
        .ToDictionary(example => example.Place);

    public static TheoryData<string> Places => [.. s_quotations.Keys];

    [Theory]
    [MemberData(nameof(Places))]
    public void Stands_in_its_file(string place)
    {
        CodeExample quotation = s_quotations[place];
        string[] file = File.ReadAllLines(Path.Combine(Repository.Root, quotation.Quoted!));
        int from = 0;
        foreach (string[] piece in Pieces(quotation.Text))
        {
            int found = Enumerable.Range(from, file.Length - from).FirstOrDefault(start => IsAt(file, start, piece), -1);
            Assert.True(found >= 0, $"{place}: {quotation.Quoted} has no (further) lines\n{string.Join('\n', piece)}");
            from = found + piece.Length;
        }
    }

    private static IEnumerable<string[]> Pieces(string text)
    {
        var piece = new List<string>();
        foreach (string line in text.Split('\n').Append(Elision))
        {
            if (line.Trim() != Elision)
            {
                piece.Add(line);
            }
            else if (piece.Count > 0)
            {
                yield return [.. piece];
                piece.Clear();
            }
        }
    }

    private static bool IsAt(string[] file, int start, string[] piece)
    {
        int depth = file[start].Length - piece[0].Length;
        return depth >= 0 && start + piece.Length <= file.Length
            && piece.Index().All(line => file[start + line.Index] == (line.Item.Length == 0 ? "" : new string(' ', depth) + line.Item));
    }
}
