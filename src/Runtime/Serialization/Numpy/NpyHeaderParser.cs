using System.Globalization;

namespace Conv3DGen.Serialization;

/// <summary>
/// Reads the Python literal in an .npy header: a dict of exactly 'descr' (a string), 'fortran_order' (True or False) and 'shape'
/// (a tuple of integers), in any order. Nothing else of Python is understood, and nothing is evaluated.
/// </summary>
/// <param name="text">The header.</param>
internal ref struct NpyHeaderParser(string text)
{
    private const string Keys = "'descr', 'fortran_order' and 'shape'";

    /// <summary>numpy 2's limit; numpy 1's is 32.</summary>
    private const int MaxRank = 64;

    private readonly string _text = text;
    private int _at;
    private NpyElement? _element;
    private bool? _fortranOrder;
    private nint[]? _shape;

    /// <summary>Parses the whole header.</summary>
    /// <exception cref="InvalidDataException">It is not such a dict.</exception>
    public NpyHeader Parse()
    {
        Expect('{');
        while (!TryTake('}'))
        {
            ParsePair();
            if (!TryTake(','))
            {
                Expect('}');
                break;
            }
        }

        SkipSpace();
        return _at < _text.Length ? throw Unexpected("the end of the header")
            : _element is { } element && _fortranOrder is { } fortranOrder && _shape is { } shape ? new(element, fortranOrder, shape)
            : throw new InvalidDataException($"its header lacks one of {Keys}.");
    }

    private void ParsePair()
    {
        string key = ParseString();
        Expect(':');
        switch (key)
        {
            case "descr" when _element is null:
                _element = NpyElement.Parse(ParseString());
                break;
            case "fortran_order" when _fortranOrder is null:
                _fortranOrder = ParseBoolean();
                break;
            case "shape" when _shape is null:
                _shape = ParseTuple();
                break;
            default:
                throw new InvalidDataException($"its header has the key '{key}' {(key is "descr" or "fortran_order" or "shape" ? "twice" : "too")}; expected {Keys}, each once.");
        }
    }

    private string ParseString()
    {
        SkipSpace();
        if (_at == _text.Length || _text[_at] is not ('\'' or '"'))
        {
            throw Unexpected("a string (records and subarrays cannot be read)");
        }

        int end = _text.IndexOf(_text[_at], _at + 1);
        string content = end < 0 ? "" : _text[(_at + 1)..end];
        if (end < 0 || content.Any(c => c is '\\' or < ' ' or > '~'))
        {
            throw Unexpected("a string of plain characters");
        }

        _at = end + 1;
        return content;
    }

    private bool ParseBoolean()
        => TryTake("True") || (TryTake("False") ? false : throw Unexpected("True or False"));

    private nint[] ParseTuple()
    {
        Expect('(');
        List<nint> sizes = [];
        while (!TryTake(')'))
        {
            sizes.Add(ParseSize());
            bool comma = TryTake(',');
            if (!comma && sizes.Count == 1)
            {
                throw Unexpected("a comma: (3,) is a tuple, (3) is not");
            }

            if (!comma)
            {
                Expect(')');
                break;
            }
        }

        return sizes.Count <= MaxRank
            ? [.. sizes]
            : throw new InvalidDataException($"shape has {sizes.Count} axes; it must have at most {MaxRank}.");
    }

    private nint ParseSize()
    {
        SkipSpace();
        int start = _at;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
        {
            _at++;
        }

        if (!nint.TryParse(_text.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out nint size))
        {
            _at = start;
            throw Unexpected($"a size from 0 to {nint.MaxValue}");
        }

        TryTake('L'); // Python 2's long
        return size;
    }

    private void Expect(char wanted)
    {
        if (!TryTake(wanted))
        {
            throw Unexpected($"'{wanted}'");
        }
    }

    private bool TryTake(char wanted) => TryTake(wanted.ToString());

    private bool TryTake(string wanted)
    {
        SkipSpace();
        bool there = string.CompareOrdinal(_text, _at, wanted, 0, wanted.Length) == 0;
        _at += there ? wanted.Length : 0;
        return there;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\n' or '\r')
        {
            _at++;
        }
    }

    private readonly InvalidDataException Unexpected(string expected)
        => new($"its header has {(_at < _text.Length ? $"'{Printable(_text[_at])}'" : "its end")} at character {_at}; expected {expected}.");

    private static string Printable(char c) => c is >= ' ' and <= '~' ? c.ToString() : $"\\x{(int)c:x2}";
}
