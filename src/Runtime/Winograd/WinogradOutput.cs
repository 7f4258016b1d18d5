using System.Runtime.CompilerServices;

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

    /// <summary>Transforms tiles [begin, end).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int begin, int end)
    {
        WinogradPlan plan = _call.Plan;
        for (int block = 0; block < plan.OutputBlocks; block++)
        {
            float* products = _workspace + (block * _layout.Block);
            for (int tile = begin; tile < end;)
            {
                TilePlace place = TilePlace.Of(plan, tile);
                int tiles = place.Run(plan, end - tile);
                if (plan.Form.HasPlane)
                {
                    for (int i = 0; i < tiles; i++)
                    {
                        Plane(products + ((tile - begin + i) * _layout.Tile));
                        FirstAxis(place with { Column = place.Column + i }, block, _workspace + _scratch.Products, columns: plan.Column.Outputs(place.Column + i));
                    }
                }
                else
                {
                    FirstAxis(place, block, products + ((tile - begin) * _layout.Tile), columns: tiles);
                }

                tile += tiles;
            }
        }

        if (_streams && System.Runtime.Intrinsics.X86.Sse.IsSupported)
        {
            System.Runtime.Intrinsics.X86.Sse.StoreFence(); // other threads may read the output once the call is over
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

    /// <summary>The first-axis pass, to the output or, where its channels are no whole vector side by side, through scratch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FirstAxis(TilePlace place, int block, float* source, int columns)
    {
        WinogradPlan plan = _call.Plan;
        WinogradAxes axes = plan.Axes;
        int rowOutputs = plan.Row.Transform.Outputs;
        int columnOutputs = plan.Form.HasPlane ? plan.Column.Transform.Outputs : columns;
        int filters = Math.Min(_lanes, plan.Geometry.Filters - (block * _lanes));
        bool inPlace = filters == _lanes && plan.Geometry.Target.Channel == 1;
        float* target = _call.Tensors.Target
            + (place.Image * plan.Geometry.Target.Batch)
            + (plan.First.Origin(place.First) * axes.First.Target)
            + (plan.Row.Origin(place.Row) * axes.Row.Target)
            + (plan.Column.Origin(place.Column) * axes.Column.Target)
            + (block * _lanes * plan.Geometry.Target.Channel);
        nint targetStep = plan.First.Step * axes.First.Target;
        nint targetRow = plan.Row.Step * axes.Row.Target;
        nint targetColumn = plan.Column.Step * axes.Column.Target;

        WinogradPass pass = default;
        pass.Source = source;
        pass.SourceStep = plan.Form.HasPlane ? _planeValues * _lanes : _layout.Frequency;
        pass.SourceRow = columnOutputs * _lanes;
        pass.SourceColumn = plan.Form.HasPlane ? _lanes : _layout.Tile;
        pass.Target = inPlace ? target : _workspace + _scratch.Outputs;
        pass.TargetStep = inPlace ? targetStep : rowOutputs * columnOutputs * _lanes;
        pass.TargetRow = inPlace ? targetRow : columnOutputs * _lanes;
        pass.TargetColumn = inPlace ? targetColumn : _lanes;
        pass.Rows = plan.Row.Outputs(place.Row);
        pass.Columns = columns;
        pass.Planes = plan.First.Outputs(place.First);
        pass.Bias = _call.Weights.Bias(block * _lanes);
        pass.Low = _call.Tensors.Epilogue.Low;
        pass.High = _call.Tensors.Epilogue.High;
        WinogradDepthPasses passes = plan.Code.Depths[(int)plan.Form.First];
        (inPlace && _streams ? passes.StreamedOutput : passes.Output)(&pass);
        if (!inPlace)
        {
            for (nint plane = 0; plane < pass.Planes; plane++)
            {
                for (nint row = 0; row < pass.Rows; row++)
                {
                    ChannelCopy.Scatter(
                        pass.Target + (plane * pass.TargetStep) + (row * pass.TargetRow),
                        _lanes,
                        target + (plane * targetStep) + (row * targetRow),
                        targetColumn,
                        plan.Geometry.Target.Channel,
                        columns,
                        filters);
                }
            }
        }
    }
}
