using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Conv3DGen.Generator.Model;

/// <summary>A source position by value; a <see cref="Location"/> would keep its syntax tree alive.</summary>
/// <param name="File">The file's path.</param>
/// <param name="Span">Characters in the file.</param>
/// <param name="Lines">Lines and columns.</param>
internal sealed record LocationInfo(string File, TextSpan Span, LinePositionSpan Lines)
{
    public static LocationInfo Of(SyntaxNode node)
    {
        Location location = node.GetLocation();
        return new(node.SyntaxTree.FilePath, location.SourceSpan, location.GetLineSpan().Span);
    }

    public Location ToLocation() => Location.Create(File, Span, Lines);
}
