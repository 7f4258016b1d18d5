namespace Conv3DGen.Generator.Emission.Winograd;

/// <summary>
/// Values a run-time stride apart: one pointer for three of them and the offsets stride and 2 stride, which keeps the integer registers few.
/// </summary>
/// <param name="pointer">The stem of the pointers' names: "x" gives x0, x3, ...</param>
/// <param name="stride">The local that holds the stride; twice of it is in a local of the same name and a 2.</param>
internal readonly struct Strides(string pointer, string stride)
{
    private const int ValuesPerPointer = 3;

    private readonly string _pointer = pointer;
    private readonly string _stride = stride;

    /// <summary>Declares the offsets.</summary>
    public void DeclareOffsets(CodeWriter code, string argument)
    {
        code.Line($"nint {_stride} = {argument};");
        code.Line($"nint {_stride}2 = {_stride} * 2;");
    }

    /// <summary>Declares the pointers behind the first, which exists.</summary>
    public void DeclarePointers(CodeWriter code, int values)
    {
        for (int p = ValuesPerPointer; p < values; p += ValuesPerPointer)
        {
            code.Line($"float* {_pointer}{p} = {_pointer}{p - ValuesPerPointer} + {_stride} + {_stride}2;");
        }
    }

    /// <summary>The address of a value.</summary>
    public string this[int value] => $"{_pointer}{value / ValuesPerPointer * ValuesPerPointer}" + (value % ValuesPerPointer) switch
    {
        0 => "",
        1 => $" + {_stride}",
        _ => $" + {_stride}2",
    };
}
