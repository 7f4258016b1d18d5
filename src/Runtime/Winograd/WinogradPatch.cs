using System.Runtime.CompilerServices;
using Conv3DGen.Kernels;

namespace Conv3DGen.Winograd;

/// <summary>
/// The rows that the windows of a run of tiles span, gathered because their channels do not fill a vector or do not lie side by side. The
/// rows of each plane are a ring: those that the run of tiles below shares stay where they are.
/// </summary>
internal unsafe struct WinogradPatch(WinogradCall call, WinogradScratch scratch, float* workspace)
{
    private readonly WinogradPlan _plan = call.Plan;
    private readonly float* _start = workspace + scratch.Patch;
    private readonly nint _plane = scratch.PatchPlane;
    private TilePlace _place = new(-1, 0, 0, 0);
    private int _tiles;
    private int _block;
    private int _firstSlot;
    private nint _row;

    /// <summary>Gathers what is not there yet of a window: the rows of its planes one after another, channels filled up with zeros.</summary>
    /// <param name="place">The first tile of the run.</param>
    /// <param name="tiles">Tiles of the run.</param>
    /// <param name="block">The first vector of channels.</param>
    /// <param name="source">The window's first plane and row, whether they lie inside the input or not, and its first column that does.</param>
    /// <param name="planes">The planes of the window that lie inside the input.</param>
    /// <param name="rows">The rows that do.</param>
    /// <param name="columns">How many columns do.</param>
    /// <param name="channels">Channels to read.</param>
    /// <param name="width">Channels of a pixel of the patch.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Gather(TilePlace place, int tiles, int block, float* source, TapRange planes, TapRange rows, int columns, int channels, int width)
    {
        AxisTransform transform = _plan.Row.Transform;
        bool below = place == _place with { Row = _place.Row + 1 } && place.Row < _plan.Row.RunEnd(_place.Row) && tiles == _tiles && block == _block;
        int first = Math.Max(rows.First, below ? transform.Window - transform.Outputs : 0);
        _firstSlot = below ? (_firstSlot + transform.Outputs) % transform.Window : 0;
        _row = (nint)columns * width;
        (_place, _tiles, _block) = (place, tiles, block);

        nint step = _plan.Row.Step * _plan.Axes.Row.Source;
        var strides = new PixelStrides(step, _plan.Column.Step * _plan.Axes.Column.Source, _plan.Geometry.Source.Channel);
        int end = rows.First + rows.Count;
        for (int plane = planes.First; plane < planes.First + planes.Count; plane++)
        {
            float* from = source + ((nint)plane * _plan.First.Step * _plan.Axes.First.Source);
            for (int row = first; row < end;)
            {
                int count = Math.Min(end - row, transform.Window - Slot(row));
                ChannelCopy.Gather(from + (row * step), strides, count, columns, channels, Row(row) + (plane * _plane), width);
                row += count;
            }
        }
    }

    /// <summary>A row of the window's first plane.</summary>
    public readonly float* Row(int row) => _start + (Slot(row) * _row);

    private readonly int Slot(int row) => (_firstSlot + row) % _plan.Row.Transform.Window;
}
