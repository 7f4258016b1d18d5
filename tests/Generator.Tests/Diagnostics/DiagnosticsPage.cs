using System.Text.RegularExpressions;
using Conv3DGen.Generator.Tests.Helpers;

namespace Conv3DGen.Generator.Tests.Diagnostics;

/// <summary>A section of docs/diagnostics.md.</summary>
/// <param name="Id">Its heading, which is its anchor in lower case.</param>
/// <param name="Title">Its first sentence, in bold.</param>
/// <param name="Examples">Its C# examples: the one that causes the error, then the right one.</param>
internal sealed partial record DiagnosticsPage(string Id, string Title, IReadOnlyList<string> Examples)
{
    public static IReadOnlyList<DiagnosticsPage> Sections { get; } =
    [
        .. File.ReadAllText(Path.Combine(Repository.Root, "docs", "diagnostics.md")).ReplaceLineEndings("\n")
            .Split("\n## ").Skip(1)
            .Select(text => new DiagnosticsPage(
                text[..text.IndexOf('\n')],
                Bold().Match(text).Groups[1].Value,
                [.. CSharp().Matches(text).Select(m => m.Groups[1].Value)])),
    ];

    [GeneratedRegex(@"\*\*(.+?)\.\*\*")]
    private static partial Regex Bold();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharp();
}
