using System.ComponentModel;

namespace Conv3DGen.Winograd;

/// <summary>The first-axis transforms of one form.</summary>
/// <param name="input">Window to frequencies, all planes of the window inside the input.</param>
/// <param name="clippedInput">The same through <see cref="WinogradPass.Clip"/>.</param>
/// <param name="output">Products to outputs, with bias and clamp.</param>
/// <param name="streamedOutput">The same with stores that bypass the cache, to aligned addresses; null where there are none.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct WinogradDepthPasses(
    delegate*<WinogradPass*, void> input,
    delegate*<WinogradPass*, void> clippedInput,
    delegate*<WinogradPass*, void> output,
    delegate*<WinogradPass*, void> streamedOutput)
{
    internal delegate*<WinogradPass*, void> Input { get; } = input;

    internal delegate*<WinogradPass*, void> ClippedInput { get; } = clippedInput;

    internal delegate*<WinogradPass*, void> Output { get; } = output;

    internal delegate*<WinogradPass*, void> StreamedOutput { get; } = streamedOutput;
}

/// <summary>The plane transforms of one pair of forms.</summary>
/// <param name="input">Scratch to frequencies.</param>
/// <param name="output">Products to scratch.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct WinogradPlanePasses(delegate*<WinogradPass*, void> input, delegate*<WinogradPass*, void> output)
{
    internal delegate*<WinogradPass*, void> Input { get; } = input;

    internal delegate*<WinogradPass*, void> Output { get; } = output;
}

/// <summary>The microkernels of the matrix products for panels of one width; entry i handles i + 1 tiles.</summary>
/// <param name="vectors">Vectors of filters in a panel.</param>
/// <param name="kernels">The microkernels: 1, 2, ... tiles without a gap, then perhaps a long one, the others null.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct WinogradPanel(int vectors, delegate*<WinogradProduct*, void>[] kernels)
{
    internal int Vectors { get; } = vectors;

    internal delegate*<WinogradProduct*, void>[] Kernels { get; } = kernels;
}

/// <summary>The microkernel of F(4,3) along the width alone.</summary>
/// <param name="tiles">Tiles it computes, of four pixels each. Divides the lanes of a vector.</param>
/// <param name="vectors">Vectors of filters it computes.</param>
/// <param name="streams">Whether it has stores that bypass the cache: <see cref="WinogradRow.Streams"/>.</param>
/// <param name="kernel">The microkernel.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct WinogradRowTile(int tiles, int vectors, bool streams, delegate*<WinogradRow*, void> kernel)
{
    internal int Tiles { get; } = tiles;

    internal int Vectors { get; } = vectors;

    internal bool Streams { get; } = streams;

    internal delegate*<WinogradRow*, void> Kernel { get; } = kernel;
}

/// <summary>The code of one instruction set for every form of Winograd convolution, shared by all kernels of an assembly.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WinogradCode
{
    /// <summary>Names the passes and microkernels.</summary>
    /// <param name="lanes">Floats in a vector.</param>
    /// <param name="channelsPerLoad">Input channels are read in groups of this many.</param>
    /// <param name="depths">First-axis passes of one tap, F(2,3), F(4,3), the pair and, for kernels with five taps, F(2,5), in this order.</param>
    /// <param name="planes">Plane passes of F(2x2), F(2x4), F(4x4) and, for kernels with five taps, their F(2x2), in this order.</param>
    /// <param name="panels">Microkernels per panel width, widest first; the last one is one vector wide.</param>
    /// <param name="rows">The microkernel for rows.</param>
    public WinogradCode(int lanes, int channelsPerLoad, WinogradDepthPasses[] depths, WinogradPlanePasses[] planes, WinogradPanel[] panels, WinogradRowTile rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lanes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channelsPerLoad, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(depths?.Length ?? 0, 4, nameof(depths));
        ArgumentOutOfRangeException.ThrowIfNotEqual(planes?.Length ?? 0, depths!.Length - 1, nameof(planes));
        ArgumentOutOfRangeException.ThrowIfLessThan(rows.Tiles, 1, nameof(rows));
        ArgumentOutOfRangeException.ThrowIfLessThan(rows.Vectors, 1, nameof(rows));
        ArgumentOutOfRangeException.ThrowIfNotEqual(lanes % rows.Tiles, 0, nameof(rows));
        ArgumentOutOfRangeException.ThrowIfLessThan(panels?.Length ?? 0, 1, nameof(panels));
        Lanes = lanes;
        ChannelsPerLoad = channelsPerLoad;
        Depths = depths;
        Planes = planes!;
        Rows = rows;
        Panels = Array.ConvertAll(panels!, panel => new ProductTiles(panel));
    }

    internal int Lanes { get; }

    internal int ChannelsPerLoad { get; }

    internal WinogradDepthPasses[] Depths { get; }

    internal WinogradPlanePasses[] Planes { get; }

    internal ProductTiles[] Panels { get; }

    internal WinogradRowTile Rows { get; }
}
