using Conv3DGen.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Conv3DGen.Generator.Analysis;

/// <summary>The files of a project that the generator has written: to read their size is cheaper than to write them again.</summary>
internal sealed class GeneratedTexts(Compilation compilation)
{
    private readonly Lazy<(string Name, int Length)[]> _files = new(() =>
        [.. compilation.SyntaxTrees.Where(Contain).Select(tree => (Path.GetFileName(tree.FilePath), tree.Length))]);

    /// <summary>Whether the generator has written a file.</summary>
    public static bool Contain(SyntaxTree tree) => tree.FilePath.Contains(typeof(Conv3DGenerator).FullName);

    /// <summary>Characters in a kernel's own files.</summary>
    public int CharactersOf(KernelRequest request)
        => _files.Value.Where(file => file.Name.StartsWith(request.Hint + ".", StringComparison.Ordinal)).Sum(file => file.Length);
}
