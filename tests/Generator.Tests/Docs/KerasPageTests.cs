using Conv3DGen.Generator.Tests.Helpers;

namespace Conv3DGen.Generator.Tests.Docs;

/// <summary>The guide of docs/keras.md. Its table is tested where the layer is.</summary>
public class KerasPageTests
{
    [Fact]
    public void EachExampleOfPythonHasItsCounterpart()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "keras.md")).ReplaceLineEndings("\n");
        string guide = page[page.IndexOf("## Porting", StringComparison.Ordinal)..page.IndexOf("## Files", StringComparison.Ordinal)];
        Assert.All(guide.Split("<table>").Skip(1), pair => Assert.Matches("(?s)^.*```python\n.*</td><td>.*```csharp\n.*</table>", pair));
        Assert.InRange(guide.Split("<table>").Length, 8, 100);
    }
}
