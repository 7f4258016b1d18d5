using Conv3DGen.Bench.Report;

namespace Conv3DGen.Bench.Tests.Report;

/// <summary>Sections of a page that people write.</summary>
public sealed class MarkdownTests
{
    [Fact]
    public void A_section_is_added_once_and_replaced_from_then_on()
    {
        string page = MarkdownPage.Replace("# Title\n", "a", "first\n");
        page = MarkdownPage.Replace(page + "\nAfter.\n", "b", "other\n");
        page = MarkdownPage.Replace(page, "a", "second\n");

        Assert.Equal("# Title\n\n<!-- begin a -->\nsecond\n<!-- end a -->\n\nAfter.\n\n<!-- begin b -->\nother\n<!-- end b -->\n", page);
    }

    [Fact]
    public void An_empty_page_begins_with_its_section() => Assert.Equal("<!-- begin a -->\nx\n<!-- end a -->\n", MarkdownPage.Replace("", "a", "x\n"));

    [Fact]
    public void A_section_without_an_end_is_refused_rather_than_guessed()
        => Assert.Contains("no \"<!-- end a -->\"", Assert.Throws<UserErrorException>(() => MarkdownPage.Replace("<!-- begin a -->\nx\n", "a", "y\n")).Message);

    [Fact]
    public void A_leg_is_a_table_with_its_conditions()
    {
        string text = MarkdownReport.Render(LegTable.Of(Samples.Leg()));

        Assert.StartsWith("### avx2, 2 threads\n\nA <CPU>, 2 logical cores, .NET 10.0.0, Linux; 3 rounds; peak 2 (2-2) GFLOP/s\n\n| layer |", text);
        Assert.Contains("\n| b-first | 3x3x3, 64->128, 8x56x56 | auto | B (AVX2, direct 6x2) | 2.00 | 50.0 % | 1.0e-6 | 1.50 (1.00-2.00) | 4.00 (4.00-4.00) | 5.00 (5.00-5.00) | 1.10 (1.10-1.10) |\n", text);
        Assert.Contains("\n| b-first | 3x3x3, 64->128, 8x56x56 | direct | B (AVX2, direct 6x2) | 3.00 | 33.3 % | 1.0e-6 |  | 2.67 (2.00-4.00) |", text);
        Assert.EndsWith("left out.\n", text);
    }
}
