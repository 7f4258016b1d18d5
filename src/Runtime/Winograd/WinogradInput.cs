using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Conv3DGen.Winograd;

/// <summary>
/// The input transform of a chunk. Windows that cross a border are not padded: planes outside read a vector of zeros, rows and columns
/// outside are zeroed in scratch, and neighbouring tiles share the first-axis results of the columns they overlap in.
/// </summary>
internal unsafe struct WinogradInput
{
    private const int MostPlanes = 6;

    private readonly WinogradCall _call;
    private readonly WinogradLayout _layout;
    private readonly WinogradScratch _scratch;
    private readonly float* _workspace;
    private readonly int _lanes;
    private readonly bool _sideBySide;
    private WinogradPatch _patch;

    public WinogradInput(WinogradCall call, WinogradLayout layout, WinogradScratch scratch, float* workspace)
    {
        _call = call;
        _layout = layout;
        _scratch = scratch;
        _workspace = workspace;
        _patch = new(call, scratch, workspace);
        _lanes = call.Plan.Code.Lanes;
        _sideBySide = call.Plan.Geometry.Source.Channel == 1;
    }

    /// <summary>Transforms tiles [begin, end).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int begin, int end)
    {
        WinogradPlan plan = _call.Plan;
        for (int block = 0; block < plan.InputBlocks; block += plan.BlocksAtOnce)
        {
            int blocks = Math.Min(plan.BlocksAtOnce, plan.InputBlocks - block);
            for (int tile = begin; tile < end;)
            {
                TilePlace place = TilePlace.Of(plan, tile);
                int tiles = place.Run(plan, end - tile);
                FirstAxis(place, tiles, block, blocks, Slot(block, tile - begin));
                if (plan.Form.HasPlane)
                {
                    Plane(tiles, blocks, Slot(block, tile - begin));
                }

                tile += tiles;
            }
        }
    }

    /// <summary>The place of a tile's first frequency: slot 0 belongs to its products.</summary>
    private float* Slot(int block, int tile) => _workspace + _layout.Frequency + (block * _layout.Block) + (tile * _layout.Tile);

    /// <summary>The first-axis pass over every row and column that the windows of a run of tiles span.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FirstAxis(TilePlace place, int tiles, int block, int blocks, float* slot)
    {
        WinogradPlan plan = _call.Plan;
        nint* clip = stackalloc nint[2 * MostPlanes];
        Vector512<float> zeros = default;
        (int begin, int end) = plan.First.Inside(place.First, plan.First.Transform.Window);
        Clip(clip, plan.First.Transform.Window, begin, end, (nint)(&zeros));
        bool clipped = end - begin < plan.First.Transform.Window;
        delegate*<WinogradPass*, void> run = clipped ? plan.Code.Depths[(int)plan.Form.First].ClippedInput : plan.Code.Depths[(int)plan.Form.First].Input;

        int columns = plan.ColumnsOf(tiles);
        (int left, int right) = plan.Column.Inside(place.Column, columns);
        float* source = _call.Tensors.Source
            + (place.Image * plan.Geometry.Source.Batch)
            + (plan.First.InputOrigin(place.First) * plan.Axes.First.Source)
            + ((plan.Column.InputOrigin(place.Column) + ((nint)left * plan.Column.Step)) * plan.Axes.Column.Source)
            + (block * _lanes * plan.Geometry.Source.Channel);
        int channels = Math.Min(blocks * _lanes, plan.Geometry.InputChannels - (block * _lanes));
        bool gathers = !_sideBySide || channels < blocks * _lanes;

        WinogradPass pass = default;
        pass.Clip = clip;
        pass.Blocks = blocks;
        pass.Columns = right - left;
        pass.SourceStep = gathers ? _scratch.PatchPlane : plan.First.Step * plan.Axes.First.Source;
        pass.SourceColumn = gathers ? blocks * _lanes : plan.Column.Step * plan.Axes.Column.Source;
        pass.TargetStep = plan.Form.HasPlane ? plan.Row.Transform.Window * _lanes : _layout.Frequency;
        pass.TargetColumn = plan.Form.HasPlane ? plan.ColumnStride : _layout.Tile;
        pass.TargetBlock = plan.Form.HasPlane ? plan.ScratchBlock : _layout.Block;
        float* target = plan.Form.HasPlane ? _workspace + _scratch.Columns : slot;
        (int top, int bottom) = plan.Row.Inside(place.Row, plan.Row.Transform.Window);
        source += plan.Row.InputOrigin(place.Row) * plan.Axes.Row.Source;
        nint nextRow = plan.Row.Step * plan.Axes.Row.Source;
        if (gathers)
        {
            _patch.Gather(place, tiles, block, source, new(begin, end - begin), new(top, bottom - top), right - left, channels, blocks * _lanes);
        }

        for (int row = 0; row < plan.Row.Transform.Window; row++, target += _lanes)
        {
            if (row < top || row >= bottom)
            {
                Zero(target, 0, columns, blocks);
                continue;
            }

            Zero(target, 0, left, blocks);
            Zero(target, right, columns, blocks);
            pass.Source = gathers ? _patch.Row(row) : source + (row * nextRow);
            pass.Target = target + (left * pass.TargetColumn);
            run(&pass);
        }
    }

    /// <summary>The plane pass, from scratch to the frequencies of every tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Plane(int tiles, int blocks, float* slot)
    {
        WinogradPlan plan = _call.Plan;
        delegate*<WinogradPass*, void> run = plan.Code.Planes[plan.Form.PlaneIndex].Input;
        WinogradPass pass = default;
        pass.Tiles = tiles;
        pass.Depths = plan.First.Transform.Frequencies;
        pass.SourceColumn = plan.ColumnStride;
        pass.SourceTile = plan.Column.Transform.Outputs * plan.ColumnStride;
        pass.TargetStep = _layout.Frequency;
        pass.TargetTile = _layout.Tile;
        for (int block = 0; block < blocks; block++)
        {
            pass.Source = _workspace + _scratch.Columns + ((nint)block * plan.ScratchBlock);
            pass.Target = slot + (block * _layout.Block);
            run(&pass);
        }
    }

    /// <summary>Zeroes columns [begin, end) of one row of scratch, all frequencies and blocks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Zero(float* row, int begin, int end, int blocks)
    {
        WinogradPlan plan = _call.Plan;
        int frequencies = plan.First.Transform.Frequencies;
        nint step = plan.Row.Transform.Window * _lanes;
        for (int block = 0; block < blocks; block++)
        {
            for (int column = begin; column < end; column++)
            {
                float* at = row + ((nint)block * plan.ScratchBlock) + ((nint)column * plan.ColumnStride);
                for (int frequency = 0; frequency < frequencies; frequency++, at += step)
                {
                    for (int lane = 0; lane < _lanes; lane += Vector128<float>.Count)
                    {
                        Vector128<float>.Zero.Store(at + lane);
                    }
                }
            }
        }
    }

    private static void Clip(nint* clip, int window, int begin, int end, nint zeros)
    {
        for (int plane = 0; plane < window; plane++)
        {
            bool inside = plane >= begin && plane < end;
            clip[2 * plane] = inside ? -1 : 0;
            clip[(2 * plane) + 1] = inside ? 0 : zeros;
        }
    }
}
