using System.Numerics;
using System.Runtime.CompilerServices;
using Conv3DGen.Winograd;

namespace Conv3DGen.Fallback;

/// <summary>A <see cref="StraightLine"/> ready to be interpreted: names are places in a small array of vectors.</summary>
internal sealed unsafe class LineProgram
{
    /// <summary>Room for inputs and steps of any program.</summary>
    public const int MostValues = 24;

    /// <summary>Room for a plane between two passes: 6 x 6.</summary>
    public const int MostPlane = 36;

    private readonly (LineOperation Operation, int Left, int Right, Vector<float> Factor)[] _steps;

    public LineProgram(StraightLine program)
    {
        string[] names = [.. program.Inputs, .. program.Steps.Select(s => s.Name)];
        Inputs = program.Inputs.Count;
        Results = [.. program.Results.Select(name => Array.IndexOf(names, name))];
        _steps = [.. program.Steps.Select(s => (s.Operation, Array.IndexOf(names, s.Left), Array.IndexOf(names, s.Right), new Vector<float>((float)(s.Factor?.Value ?? 0))))];
    }

    /// <summary>How many values come first.</summary>
    public int Inputs { get; }

    /// <summary>Where the results are after a run.</summary>
    public int[] Results { get; }

    /// <summary>Computes every step behind the inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(Vector<float>* values)
    {
        Vector<float>* result = values + Inputs;
        foreach ((LineOperation operation, int left, int right, Vector<float> factor) in _steps)
        {
            *result++ = operation switch
            {
                LineOperation.Add => values[left] + values[right],
                LineOperation.Subtract => values[left] - values[right],
                LineOperation.Scale => values[right] * factor,
                LineOperation.AddScaled => Fma.Add(values[right], factor, values[left]),
                _ => Fma.Add(-values[right], factor, values[left]),
            };
        }
    }

    /// <summary>The same from strided inputs to strided results.</summary>
    public void Run(float* source, nint sourceStep, float* target, nint targetStep)
    {
        Vector<float>* values = stackalloc Vector<float>[MostValues];
        for (int i = 0; i < Inputs; i++)
        {
            values[i] = Vector.Load(source + (i * sourceStep));
        }

        Run(values);
        for (int i = 0; i < Results.Length; i++)
        {
            Vector.Store(values[Results[i]], target + (i * targetStep));
        }
    }

    /// <summary>The same, results a number of vectors apart.</summary>
    public void Run(float* source, nint sourceStep, Vector<float>* target, nint targetStep)
        => Run(source, sourceStep, (float*)target, targetStep * Vector<float>.Count);
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
