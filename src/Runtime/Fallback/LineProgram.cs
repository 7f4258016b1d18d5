using System.Numerics;
using System.Runtime.CompilerServices;
using Conv3DGen.Winograd;

namespace Conv3DGen.Fallback;

/// <summary>
/// A <see cref="StraightLine"/> ready to be interpreted: names are places in a small array of vectors. Several lines, columns or rows of a
/// tile, are computed together, because finding out what a step does takes longer than doing it.
/// </summary>
internal sealed unsafe class LineProgram
{
    /// <summary>Lines computed together, at most; value v of line l is vector <c>v * MostLines + l</c>.</summary>
    public const int MostLines = 8;

    /// <summary>Room for inputs and steps of any program.</summary>
    public const int MostValues = 24 * MostLines;

    /// <summary>Room for a plane between two passes: 6 x 6.</summary>
    public const int MostPlane = 36;

    private readonly (LineOperation Operation, int Left, int Right, Vector<float> Factor)[] _steps;

    public LineProgram(StraightLine program)
    {
        string[] names = [.. program.Inputs, .. program.Steps.Select(s => s.Name)];
        Inputs = program.Inputs.Count;
        Results = [.. program.Results.Select(Place)];
        _steps = [.. program.Steps.Select(s => (s.Operation, Place(s.Left), Place(s.Right), new Vector<float>((float)(s.Factor?.Value ?? 0))))];

        int Place(string name) => Array.IndexOf(names, name) * MostLines;
    }

    /// <summary>How many values come first.</summary>
    public int Inputs { get; }

    /// <summary>Where the results of the first line are after a run.</summary>
    public int[] Results { get; }

    /// <summary>Computes every step behind the inputs.</summary>
    /// <param name="values">Room for <see cref="MostValues"/>.</param>
    /// <param name="lines">1 to <see cref="MostLines"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(Vector<float>* values, int lines)
    {
        Vector<float>* result = values + (Inputs * MostLines);
        foreach ((LineOperation operation, int leftPlace, int rightPlace, Vector<float> factor) in _steps)
        {
            Vector<float>* left = values + leftPlace;
            Vector<float>* right = values + rightPlace;
            switch (operation)
            {
                case LineOperation.Add:
                    for (int line = 0; line < lines; line++)
                    {
                        result[line] = left[line] + right[line];
                    }

                    break;
                case LineOperation.Subtract:
                    for (int line = 0; line < lines; line++)
                    {
                        result[line] = left[line] - right[line];
                    }

                    break;
                case LineOperation.Scale:
                    for (int line = 0; line < lines; line++)
                    {
                        result[line] = right[line] * factor;
                    }

                    break;
                case LineOperation.AddScaled:
                    for (int line = 0; line < lines; line++)
                    {
                        result[line] = Fma.Add(right[line], factor, left[line]);
                    }

                    break;
                default:
                    for (int line = 0; line < lines; line++)
                    {
                        result[line] = Fma.Add(-right[line], factor, left[line]);
                    }

                    break;
            }

            result += MostLines;
        }
    }

    /// <summary>The same from strided inputs to strided results.</summary>
    /// <param name="source">The first input of the first line.</param>
    /// <param name="sourceStep">From one input to the next, in floats.</param>
    /// <param name="sourceLine">From one line's inputs to the next one's.</param>
    /// <param name="target">The first result of the first line.</param>
    /// <param name="targetStep">From one result to the next.</param>
    /// <param name="targetLine">From one line's results to the next one's.</param>
    /// <param name="lines">1 to <see cref="MostLines"/>.</param>
    [SkipLocalsInit] // zeroing the values takes longer than computing them
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(float* source, nint sourceStep, nint sourceLine, float* target, nint targetStep, nint targetLine, int lines)
    {
        Vector<float>* values = stackalloc Vector<float>[MostValues];
        Load(values, source, sourceStep, sourceLine, lines);
        Run(values, lines);
        Store(values, target, targetStep, targetLine, lines);
    }

    /// <summary>Reads the inputs of some lines.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Load(Vector<float>* values, float* source, nint step, nint line, int lines)
    {
        for (int i = 0; i < Inputs; i++)
        {
            for (int l = 0; l < lines; l++)
            {
                values[(i * MostLines) + l] = Vector.Load(source + (i * step) + (l * line));
            }
        }
    }

    /// <summary>Writes the results of some lines.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector<float>* values, float* target, nint step, nint line, int lines)
    {
        for (int i = 0; i < Results.Length; i++)
        {
            for (int l = 0; l < lines; l++)
            {
                Vector.Store(values[Results[i] + l], target + (i * step) + (l * line));
            }
        }
    }
}

/// <summary>The programs of one axis form, as a type, so that passes can be named by function pointers.</summary>
internal interface IAxisPrograms
{
    static abstract LineProgram Input { get; }

    static abstract LineProgram Output { get; }
}

/// <summary>One tap.</summary>
internal readonly struct One : IAxisPrograms
{
    public static LineProgram Input { get; } = new(AxisTransform.Of(AxisForm.One).Input);

    public static LineProgram Output { get; } = new(AxisTransform.Of(AxisForm.One).Output);
}

/// <summary>F(2,3).</summary>
internal readonly struct F2 : IAxisPrograms
{
    public static LineProgram Input { get; } = new(AxisTransform.Of(AxisForm.F2).Input);

    public static LineProgram Output { get; } = new(AxisTransform.Of(AxisForm.F2).Output);
}

/// <summary>F(4,3).</summary>
internal readonly struct F4 : IAxisPrograms
{
    public static LineProgram Input { get; } = new(AxisTransform.Of(AxisForm.F4).Input);

    public static LineProgram Output { get; } = new(AxisTransform.Of(AxisForm.F4).Output);
}

/// <summary>Two outputs between zeros.</summary>
internal readonly struct Pair : IAxisPrograms
{
    public static LineProgram Input { get; } = new(AxisTransform.Of(AxisForm.Pair).Input);

    public static LineProgram Output { get; } = new(AxisTransform.Of(AxisForm.Pair).Output);
}

/// <summary>F(2,5).</summary>
internal readonly struct F2Of5 : IAxisPrograms
{
    public static LineProgram Input => F4.Input;

    public static LineProgram Output { get; } = new(AxisTransform.Of(AxisForm.F2Of5).Output);
}
