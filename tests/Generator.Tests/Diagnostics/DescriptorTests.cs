using System.Reflection;
using Conv3DGen.Generator.Analysis;
using Conv3DGen.Generator.Diagnostics;
using Conv3DGen.Generator.Tests.Helpers;
using Microsoft.CodeAnalysis;

namespace Conv3DGen.Generator.Tests.Diagnostics;

/// <summary>Every diagnostic has all that belongs to it: a number, a help link with a section, a row of release tracking, a snapshot.</summary>
public class DescriptorTests
{
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        .. typeof(Descriptors).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.GetValue(null)).OfType<DiagnosticDescriptor>(),
    ];

    [Fact]
    public void Numbers_run_from_one_without_a_gap()
        => Assert.Equal(Enumerable.Range(1, All.Count).Select(n => $"C3D{n:000}"), All.Select(d => d.Id));

    [Fact]
    public void Each_is_of_this_package_and_nobody_has_to_switch_it_on()
        => Assert.All(All, d => Assert.Equal(("Conv3DGen", true), (d.Category, d.IsEnabledByDefault)));

    /// <summary>What hinders a kernel is the generator's and an error; what does not is the analyzer's and can be switched off.</summary>
    [Fact]
    public void Errors_are_the_generators_and_the_others_the_analyzers()
        => Assert.Equal(All.Where(d => d.DefaultSeverity != DiagnosticSeverity.Error), new SpecAnalyzer().SupportedDiagnostics);

    [Fact]
    public void Each_links_to_its_section_of_the_documentation()
        => Assert.All(All, d => Assert.EndsWith($"docs/diagnostics.md#{d.Id.ToLowerInvariant()}", d.HelpLinkUri, StringComparison.Ordinal));

    [Fact]
    public void The_documentation_has_a_section_for_each_in_order_under_its_title()
        => Assert.Equal(All.Select(d => (d.Id, d.Title.ToString())), DiagnosticsPage.Sections.Select(s => (s.Id, s.Title)));

    [Fact]
    public void Release_tracking_has_a_row_for_each_and_no_other()
    {
        IEnumerable<string[]> rows =
            from file in Directory.GetFiles(Repository.Generator, "AnalyzerReleases.*.md")
            from line in File.ReadLines(file)
            where line.StartsWith("C3D", StringComparison.Ordinal)
            select line.Split('|', StringSplitOptions.TrimEntries);

        Assert.Equal(
            All.Select(d => $"{d.Id} {d.Category} {d.DefaultSeverity}"),
            rows.Select(cells => $"{cells[0]} {cells[1]} {cells[2]}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Titles_end_without_and_messages_start_with_what_they_are_about()
        => Assert.All(All, d =>
        {
            Assert.False(d.Title.ToString().EndsWith('.'));
            Assert.False(d.MessageFormat.ToString().EndsWith('.'));
            Assert.Contains("{0}", d.MessageFormat.ToString(), StringComparison.Ordinal);
        });
}
