using System.Runtime.CompilerServices;
using Conv3DGen.Kernels;

namespace Conv3DGen.Winograd;

/// <summary>The output transform of a chunk, with bias and the clamp of the fused activation. Only outputs that exist are written.</summary>
internal readonly unsafe struct WinogradOutput
{
    private readonly WinogradCall _call;
    private readonly WinogradLayout _layout;
    private readonly WinogradScratch _scratch;
    private readonly float* _workspace;
    private readonly int _lanes;
    private readonly int _planeValues;
    private readonly bool _streams;

    public WinogradOutput(WinogradCall call, WinogradLayout layout, WinogradScratch scratch, float* workspace)
    {
        _call = call;
        _layout = layout;
        _scratch = scratch;
        _workspace = workspace;
        _lanes = call.Plan.Code.Lanes;
        _planeValues = call.Plan.Row.Transform.Outputs * call.Plan.Column.Transform.Outputs;
        _streams = call.Streams;
    }

    /// <summary>Transforms the products of a chunk.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(WinogradChunk chunk)
    {
        WinogradPlan plan = _call.Plan;
        for (int block = chunk.FirstBlock; block < chunk.EndBlock; block++)
        {
            int filters = Math.Min(_lanes, plan.Geometry.Filters - (block * _lanes));
            bool inPlace = filters == _lanes && plan.Geometry.Target.Channel == 1;
            for (int tile = chunk.Begin; tile < chunk.End;)
            {
                TilePlace place = TilePlace.Of(plan, tile);
                int tiles = place.Run(plan, chunk.End - tile);
                int columns = ((tiles - 1) * plan.Column.Transform.Outputs) + plan.Column.Outputs(place.Column + tiles - 1);
                float* products = _workspace + (block * _layout.Block) + ((tile - chunk.Begin) * _layout.Tile);
                RunOfTiles(place, block, products, tiles, columns, inPlace);
                if (!inPlace)
                {
                    Scatter(place, block, columns, filters);
                }

                tile += tiles;
            }
        }

        if (_streams)
        {
            StreamedCopy.Fence();
        }
    }

    /// <summary>Tiles side by side: straight to the output or, where its channels are no whole vector side by side, to scratch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunOfTiles(TilePlace place, int block, float* products, int tiles, int columns, bool inPlace)
    {
        WinogradPlan plan = _call.Plan;
        WinogradAxes axes = plan.Axes;
        WinogradDepthPasses passes = plan.Code.Depths[(int)plan.Form.First];
        delegate*<WinogradPass*, void> run = inPlace && _streams ? passes.StreamedOutput : passes.Output;
        WinogradPass pass = default;
        pass.Target = inPlace ? Target(place, block) : _workspace + _scratch.Outputs;
        pass.TargetStep = inPlace ? plan.First.Step * axes.First.Target : plan.Row.Transform.Outputs * columns * _lanes;
        pass.TargetRow = inPlace ? plan.Row.Step * axes.Row.Target : columns * _lanes;
        pass.TargetColumn = inPlace ? plan.Column.Step * axes.Column.Target : _lanes;
        pass.Rows = plan.Row.Outputs(place.Row);
        pass.Planes = plan.First.Outputs(place.First);
        pass.Bias = _call.Weights.Bias(block * _lanes);
        pass.Low = _call.Tensors.Epilogue.Low;
        pass.High = _call.Tensors.Epilogue.High;
        if (!plan.Form.HasPlane)
        {
            pass.Source = products;
            pass.SourceStep = _layout.Frequency;
            pass.SourceColumn = _layout.Tile;
            pass.Columns = columns;
            run(&pass);
            return;
        }

        pass.Source = _workspace + _scratch.Products;
        pass.SourceStep = _planeValues * _lanes;
        pass.SourceRow = plan.Column.Transform.Outputs * _lanes;
        pass.SourceColumn = _lanes;
        for (int i = 0; i < tiles; i++, products += _layout.Tile)
        {
            Plane(products);
            pass.Columns = plan.Column.Outputs(place.Column + i);
            run(&pass);
            pass.Target += plan.Column.Transform.Outputs * pass.TargetColumn;
        }
    }

    /// <summary>The plane pass of one tile, into scratch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Plane(float* products)
    {
        WinogradPass pass = default;
        pass.Source = products;
        pass.SourceStep = _layout.Frequency;
        pass.Target = _workspace + _scratch.Products;
        pass.Depths = _call.Plan.First.Transform.Frequencies;
        _call.Plan.Code.Planes[_call.Plan.Form.PlaneIndex].Output(&pass);
    }

    /// <summary>Writes the outputs of a run of tiles from scratch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scatter(TilePlace place, int block, int columns, int filters)
    {
        WinogradPlan plan = _call.Plan;
        float* target = Target(place, block);
        float* scratch = _workspace + _scratch.Outputs;
        var strides = new PixelStrides(plan.Row.Step * plan.Axes.Row.Target, plan.Column.Step * plan.Axes.Column.Target, plan.Geometry.Target.Channel);
        for (int plane = 0; plane < plan.First.Outputs(place.First); plane++)
        {
            ChannelCopy.Scatter(
                scratch + ((nint)plane * plan.Row.Transform.Outputs * columns * _lanes),
                _lanes,
                target + (plane * plan.First.Step * plan.Axes.First.Target),
                strides,
                plan.Row.Outputs(place.Row),
                columns,
                filters,
                _streams);
        }
    }

    /// <summary>Where a tile's first output goes.</summary>
    private float* Target(TilePlace place, int block)
    {
        WinogradPlan plan = _call.Plan;
        return _call.Tensors.Target
            + (place.Image * plan.Geometry.Target.Batch)
            + (plan.First.Origin(place.First) * plan.Axes.First.Target)
            + (plan.Row.Origin(place.Row) * plan.Axes.Row.Target)
            + (plan.Column.Origin(place.Column) * plan.Axes.Column.Target)
            + (block * _lanes * plan.Geometry.Target.Channel);
    }
}
