using Conv3DGen.Generator.Tests.Helpers;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Conv3DGen.Generator.Tests.Docs;

/// <summary>A page of the repository's documentation, as GitHub reads it.</summary>
internal sealed class MarkdownPage
{
    private static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).Build();

    private readonly MarkdownDocument _document;

    private MarkdownPage(string file)
    {
        File = file;
        Name = Repository.Relative(file);
        _document = Markdown.Parse(System.IO.File.ReadAllText(file).ReplaceLineEndings("\n"), s_pipeline);
    }

    /// <summary>Every page, wherever it lies.</summary>
    public static IReadOnlyList<MarkdownPage> All { get; } = [.. Repository.Files(Repository.Root, "*.md").Select(file => new MarkdownPage(file))];

    /// <summary>Full path.</summary>
    public string File { get; }

    /// <summary>Path from the root of the checkout.</summary>
    public string Name { get; }

    /// <summary>Fenced blocks of code.</summary>
    public IEnumerable<CodeExample> Examples => _document.Descendants<FencedCodeBlock>()
        .Select(block => new CodeExample($"{Name}:{block.Line + 1}", block.Info ?? "", block.Arguments is { Length: > 0 } file ? file : null, block.Lines.ToString()));

    /// <summary>What links and pictures point to, as written.</summary>
    public IEnumerable<string> Links => _document.Descendants<LinkInline>().Select(link => link.Url ?? "");

    /// <summary>Texts in the type of code, inside sentences and tables.</summary>
    public IEnumerable<string> CodeSpans => _document.Descendants<CodeInline>().Select(code => code.Content);

    /// <summary>What a link can name after '#'.</summary>
    public IEnumerable<string> Anchors => _document.Descendants<HeadingBlock>().Select(heading => heading.GetAttributes().Id ?? "");
}

/// <summary>A fenced block of code.</summary>
/// <param name="Place">Page and line.</param>
/// <param name="Language">The first word beside the fence.</param>
/// <param name="Quoted">The second: the file, from the root of the checkout, that the block is quoted from; null where it is nobody's.</param>
/// <param name="Text">Its lines.</param>
internal sealed record CodeExample(string Place, string Language, string? Quoted, string Text);
