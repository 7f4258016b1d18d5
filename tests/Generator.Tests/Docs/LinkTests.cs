using System.Text.RegularExpressions;
using Conv3DGen.Generator.Tests.Helpers;

namespace Conv3DGen.Generator.Tests.Docs;

/// <summary>What a page points to inside the repository is there.</summary>
public partial class LinkTests
{
    public static TheoryData<string> Pages => [.. MarkdownPage.All.Select(page => page.Name)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_to_files_and_headings(string name)
    {
        MarkdownPage page = MarkdownPage.All.Single(p => p.Name == name);
        Assert.All(page.Links.Where(link => !IsElsewhere(link)), link =>
        {
            string[] parts = link.Split('#', 2);
            string target = parts[0].Length == 0 ? page.File : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page.File)!, Uri.UnescapeDataString(parts[0])));
            Assert.True(Path.Exists(target), $"{name} links to {link}, which is not there.");
            if (parts.Length == 2)
            {
                Assert.Contains(parts[1], MarkdownPage.All.Single(p => p.File == target).Anchors);
            }
        });
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Paths_in_the_text_exist(string name)
        => Assert.All(
            MarkdownPage.All.Single(p => p.Name == name).CodeSpans.Where(span => RepositoryPath().IsMatch(span)),
            path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), $"{name} names {path}, which is not there."));

    [Fact]
    public void The_readme_lists_every_page_of_the_docs()
    {
        MarkdownPage readme = MarkdownPage.All.Single(page => page.Name == "README.md");
        Assert.All(MarkdownPage.All.Where(page => page.Name.StartsWith("docs/", StringComparison.Ordinal)), page => Assert.Contains(page.Name, readme.Links));
    }

    private static bool IsElsewhere(string link) => link.Contains("://", StringComparison.Ordinal) || link.StartsWith("mailto:", StringComparison.Ordinal);

    [GeneratedRegex(@"^(src|tests|docs|snapshots|bench|samples|\.ci)/[\w./-]+$")]
    private static partial Regex RepositoryPath();
}
