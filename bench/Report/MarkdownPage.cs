namespace Conv3DGen.Bench.Report;

/// <summary>
/// A page that people write, with sections between markers that the program writes. A run replaces the sections that it has measured
/// and leaves the rest alone.
/// </summary>
internal static class MarkdownPage
{
    /// <summary>The page with a section replaced, or added at its end where it has none of that name.</summary>
    /// <param name="page">The page.</param>
    /// <param name="name">The section's name; unique on the page.</param>
    /// <param name="text">What goes between its markers.</param>
    /// <exception cref="UserErrorException">The section begins but does not end.</exception>
    public static string Replace(string page, string name, string text)
    {
        string begin = $"<!-- begin {name} -->\n";
        string end = $"<!-- end {name} -->\n";
        string section = $"{begin}{text}{end}";
        int from = page.IndexOf(begin, StringComparison.Ordinal);
        if (from < 0)
        {
            return page.Length == 0 ? section : $"{page.TrimEnd('\n')}\n\n{section}";
        }

        int to = page.IndexOf(end, from, StringComparison.Ordinal);
        return to < 0
            ? throw new UserErrorException($"the Markdown page has \"{begin.TrimEnd()}\" but no \"{end.TrimEnd()}\" after it")
            : string.Concat(page.AsSpan(0, from), section, page.AsSpan(to + end.Length));
    }
}
