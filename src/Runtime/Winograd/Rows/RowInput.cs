using System.Runtime.CompilerServices;
using Conv3DGen.Kernels;

namespace Conv3DGen.Winograd;

/// <summary>
/// Transforms rows of the input: a copy with zeros around each, the windows of all tiles side by side, a lane each, and F(4,3) of those.
/// </summary>
internal readonly unsafe struct RowInput
{
    private readonly RowPlan _plan;
    private readonly RowScratch _scratch;
    private readonly float* _source;
    private readonly float* _padded;
    private readonly float* _windows;

    /// <summary>Prepares a thread.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="scratch">The parts of <paramref name="workspace"/>.</param>
    /// <param name="source">The input tensor.</param>
    /// <param name="workspace">The thread's memory.</param>
    public RowInput(RowPlan plan, RowScratch scratch, float* source, float* workspace)
    {
        _plan = plan;
        _scratch = scratch;
        _source = source;
        _padded = workspace + scratch.Padded;
        _windows = workspace + scratch.Windows;
        new Span<float>(_padded, checked((int)scratch.PaddedFloats)).Clear();
    }

    /// <summary>Transforms rows [begin, end) of a plane.</summary>
    /// <param name="plane">The plane's first input.</param>
    /// <param name="begin">The first row.</param>
    /// <param name="end">One past the last.</param>
    /// <param name="target">Where the frequencies go, <see cref="RowPlan.RowFloats"/> a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(nint plane, int begin, int end, float* target)
    {
        for (int row = begin; row < end; row += _scratch.RowsAtOnce)
        {
            int rows = Math.Min(_scratch.RowsAtOnce, end - row);
            Copy(_source + plane + (row * _plan.Geometry.Source.Height), rows);
            Transform(rows, target);
            target += rows * _plan.RowFloats;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Copy(float* source, int rows)
    {
        ConvGeometry g = _plan.Geometry;
        int channels = g.InputChannels;
        float* to = _padded + (g.Width.PadBefore * channels);
        for (int row = 0; row < rows; row++)
        {
            ChannelCopy.Gather(source, new(0, g.Source.Width, g.Source.Channel), 1, g.Width.Input, channels, to, channels);
            source += g.Source.Height;
            to += _scratch.PaddedRow;
        }
    }

    /// <summary>Rows from their copies. A tile reads a window, and the next one begins a tile's outputs later: a matrix whose rows overlap, to be transposed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Transform(int rows, float* target)
    {
        int channels = _plan.Geometry.InputChannels;
        int tiles = rows * _scratch.RowTiles;
        ChannelCopy.Scatter(_padded, RowPlan.Transform.Outputs * channels, _windows, new(0, 1, tiles), 1, tiles, _scratch.Window, streams: false);
        nint* clip = stackalloc nint[2 * RowPlan.Transform.Window];
        for (int i = 0; i < RowPlan.Transform.Window; i++)
        {
            (clip[2 * i], clip[(2 * i) + 1]) = (-1, 0); // everything is there: the copies have their zeros
        }

        WinogradPass pass = default;
        pass.Clip = clip;
        pass.SourceStep = (nint)channels * tiles;
        pass.SourceColumn = _scratch.RowTiles;
        pass.Columns = rows;
        pass.Blocks = _plan.TileBlocks;
        pass.TargetStep = _plan.Code.Lanes;
        pass.TargetColumn = _plan.RowFloats;
        pass.TargetBlock = (nint)channels * _plan.ChannelFloats;
        for (int channel = 0; channel < channels; channel++)
        {
            pass.Source = _windows + ((nint)channel * tiles);
            pass.Target = target + ((nint)channel * _plan.ChannelFloats);
            _plan.Code.Depths[(int)AxisForm.F4].Input(&pass);
        }
    }
}
