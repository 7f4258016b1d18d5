using System.Xml.Linq;
using Conv3DGen.Bench.Report.Html;

namespace Conv3DGen.Bench.Tests.Report;

/// <summary>The page with charts.</summary>
public sealed class HtmlPageTests
{
    private readonly string _page = HtmlPage.Render([Samples.Leg("avx512", 1), Samples.Leg()]);

    [Fact]
    public void It_needs_nothing_else() => Assert.All(
        ["<script", "<link", "src=", "href=", "url(", "@import"],
        reference => Assert.DoesNotContain(reference, _page));

    [Fact]
    public void Every_leg_has_a_chart_and_a_table()
    {
        Assert.Equal(2, _page.Split("<svg").Length - 1);
        Assert.Equal(2, _page.Split("<table>").Length - 1);
        Assert.Contains("<h2>avx512, 1 thread</h2>", _page);
        Assert.Contains("<h2>avx2, 2 threads</h2>", _page);
    }

    [Fact]
    public void Text_is_escaped()
    {
        Assert.Contains("A &lt;CPU&gt;", _page);
        Assert.DoesNotContain("<CPU>", _page);
        Assert.Contains("64-&gt;128", _page);
    }

    [Fact]
    public void A_chart_has_a_bar_for_ours_and_a_dot_for_each_other()
    {
        int begin = _page.IndexOf("<svg", StringComparison.Ordinal);
        int end = _page.IndexOf("</svg>", begin, StringComparison.Ordinal);
        var svg = XElement.Parse(_page[begin..(end + "</svg>".Length)]);

        XElement bar = Assert.Single(svg.Descendants("rect"));
        Assert.Equal("105", bar.Attribute("width")!.Value); // half of the peak, of 210
        Assert.Equal(4, svg.Descendants("circle").Count());
        Assert.Contains(svg.Descendants("title"), title => title.Value.StartsWith("oneDNN in its own order (brgconv:avx2): 1.10 (1.10-1.10) times ours", StringComparison.Ordinal));
    }
}
