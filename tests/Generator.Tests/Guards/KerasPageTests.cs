using System.Text.RegularExpressions;
using Conv3DGen.Generator.Tests.Helpers;

namespace Conv3DGen.Generator.Tests.Guards;

/// <summary>What docs/keras.md shows is what a user can type. Its table is tested where the layer is.</summary>
public partial class KerasPageTests
{
    public static TheoryData<string> Examples()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "keras.md")).ReplaceLineEndings("\n");
        return [.. CSharp().Matches(page).Select(match => match.Groups[1].Value)];
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void ItsExamplesAreProgramsThatCompile(string example) => GeneratorRun.Of(TestProject.Program(example)).AssertCompiles();

    [Fact]
    public void EachExampleOfPythonHasItsCounterpart()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "keras.md")).ReplaceLineEndings("\n");
        string guide = page[page.IndexOf("## Porting", StringComparison.Ordinal)..page.IndexOf("## Files", StringComparison.Ordinal)];
        Assert.All(guide.Split("<table>").Skip(1), pair => Assert.Matches("(?s)^.*```python\n.*</td><td>.*```csharp\n.*</table>", pair));
        Assert.InRange(guide.Split("<table>").Length, 8, 100);
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharp();
}
