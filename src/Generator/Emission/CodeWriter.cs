using System.Text;

namespace Conv3DGen.Generator.Emission;

/// <summary>Writes indented lines. Line ends are always '\n': emitted code is the same on every platform.</summary>
internal sealed class CodeWriter
{
    private const int Width = 160;

    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _uncommented;

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

    /// <summary>A comment on the lines after it.</summary>
    public CodeWriter Comment(string text) => _uncommented ? this : Line("// " + text);

    /// <summary>What <paramref name="body"/> writes, without its comments: the same was explained before.</summary>
    public CodeWriter WithoutComments(Action body)
    {
        _uncommented = true;
        body();
        _uncommented = false;
        return this;
    }

    /// <summary>Statements, as many to a line as a reader takes in at once.</summary>
    public CodeWriter Statements(IEnumerable<string> statements)
    {
        string line = "";
        foreach (string statement in statements)
        {
            if (line.Length > 0 && (_depth * 4) + line.Length + 1 + statement.Length > Width)
            {
                Line(line);
                line = "";
            }

            line += line.Length == 0 ? statement : " " + statement;
        }

        return line.Length == 0 ? this : Line(line);
    }

    /// <summary>A line, and braces around what <paramref name="body"/> writes.</summary>
    public CodeWriter Block(string head, Action body) => Line(head).Scope(body);

    /// <summary>Braces around what <paramref name="body"/> writes.</summary>
    public CodeWriter Scope(Action body)
    {
        Line("{");
        _depth++;
        body();
        _depth--;
        return Line("}");
    }

    public override string ToString() => _text.ToString();
}
