using System.Runtime.CompilerServices;

namespace Conv3DGen.Kernels;

/// <summary>
/// An axis of a convolution cut into the phases of its stride: every stride-th position, counted from the first tap of the first output. What a
/// tap meets in neighbouring outputs are neighbours of one phase. Without a stride there is one phase, which holds all.
/// </summary>
/// <param name="axis">The axis.</param>
internal readonly struct PhaseAxis(ConvAxis axis)
{
    /// <summary>Phases that taps meet, the first ones.</summary>
    public int Count => (int)Math.Min(axis.Stride, axis.Extent);

    /// <summary>Where a tap of the first output lies.</summary>
    public (int Phase, nint Position) Tap(int tap)
    {
        (long position, long phase) = Math.DivRem((long)tap * axis.Dilation, axis.Stride);
        return ((int)phase, (nint)position);
    }

    /// <summary>Positions of a phase that a number of outputs span, those in the padding included.</summary>
    public long Length(int outputs, int phase = 0) => outputs + ((axis.Extent - 1 - phase) / axis.Stride);

    /// <summary>The positions of a phase that outputs from <paramref name="begin"/> on need and that lie inside the input.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="begin">The first output, whose first tap is position 0 of phase 0.</param>
    /// <param name="outputs">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public PhaseInputs Inputs(int phase, int begin, int outputs)
    {
        long origin = axis.Origin(begin) + phase;
        long before = Math.Min(origin < 0 ? (axis.Stride - 1 - origin) / axis.Stride : 0, Length(outputs, phase));
        long first = origin + (before * axis.Stride);
        long count = first < axis.Input ? ((axis.Input - 1 - first) / axis.Stride) + 1 : 0;
        return new((int)before, (int)first, (int)Math.Min(count, Length(outputs, phase) - before));
    }
}

/// <summary>The inputs of a phase.</summary>
/// <param name="before">Positions in the padding before them.</param>
/// <param name="first">Where the first of them is in the input.</param>
/// <param name="count">How many there are.</param>
internal readonly struct PhaseInputs(int before, int first, int count)
{
    /// <summary>Positions in the padding before them.</summary>
    public int Before { get; } = before;

    /// <summary>Where the first of them is in the input.</summary>
    public int First { get; } = first;

    /// <summary>How many there are.</summary>
    public int Count { get; } = count;

    /// <summary>One past the position of the last of them.</summary>
    public int End => Before + Count;
}
