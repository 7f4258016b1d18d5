using System.Text;

namespace Conv3DGen.Generator.Emission;

/// <summary>Writes indented lines. Line ends are always '\n': emitted code is the same on every platform.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>One line; an empty one carries no spaces.</summary>
    public CodeWriter Line(string text = "")
    {
        if (text.Length > 0)
        {
            _text.Append(' ', _depth * 4).Append(text);
        }

        _text.Append('\n');
        return this;
    }

    /// <summary>A line, and braces around what <paramref name="body"/> writes.</summary>
    public CodeWriter Block(string head, Action body)
    {
        Line(head).Line("{");
        _depth++;
        body();
        _depth--;
        return Line("}");
    }

    public override string ToString() => _text.ToString();
}
