using System.Runtime.CompilerServices;

namespace Conv3DGen.Kernels;

/// <summary>
/// The loops around the microkernels of a direct convolution. Borders need no padded copy: kernel planes and rows are clipped per
/// output row, and the few columns whose taps cross the left or right border are tiled along the height instead of the width,
/// where neighbouring pixels share their clipped taps.
/// </summary>
/// <remarks>The loops are compiled optimised at once: tiering would run the first calls of a layer many times slower.</remarks>
internal unsafe partial struct DirectDriver
{
    /// <summary>Sums of fewer steps (27: slower, 81: faster) are done sooner than memory takes them; the last-level cache does.</summary>
    private const int MinStreamedSteps = 64;

    /// <summary>
    /// Tiles of so few steps are done before the next one is prepared, so that rows which share their taps are prepared once. Tiles of
    /// more steps go along the row, which its neighbours then find in cache; so do those of two vectors, whose outputs memory takes
    /// slower from row to row than side by side.
    /// </summary>
    private const int MaxBatchedSteps = 128;

    private readonly ConvCall _call;
    private readonly PackedWeights _weights;
    private readonly LoopAxes _loops;
    private readonly TensorStrides _source;
    private readonly bool _gathers;
    private readonly float* _band;
    private readonly nint _channels;
    private readonly int _interiorBegin;
    private readonly int _interiorEnd;
    private readonly int _fullRowsBegin;
    private readonly int _fullRowsEnd;
    private readonly bool _wholeRows;
    private readonly bool _lanewise;
    private readonly bool _folded;
    private readonly RowEnds _ends;
    private readonly bool _batched;
    private readonly bool _streams;
    private TileSink _sink;
    private GatheredPlanes _gathered;
    private TensorStrides _target;
    private BlockPlan _block;
    private nint _planes;
    private float* _plane;
    private float* _planeWeights;
    private float* _outputPlane;
    private TileArgs _args;

    /// <summary>Prepares the loops of one call.</summary>
    /// <param name="call">What to compute.</param>
    /// <param name="weights">Packed for the microkernels.</param>
    /// <param name="scratch">Room for <see cref="TileSink.ScratchFloats"/>.</param>
    /// <param name="gather">How to bring the channels of a pixel together; null where the tensors are used as they are.</param>
    /// <param name="workspace">Room for <see cref="GatherPlan.Floats"/>, or null.</param>
    public DirectDriver(ConvCall call, PackedWeights weights, float* scratch, GatherPlan? gather, Workspace? workspace)
    {
        ConvGeometry g = call.Geometry;
        _call = call;
        _weights = weights;
        _loops = g.Loops;
        _source = g.Source;
        _target = g.Target;
        if (gather is { } plan)
        {
            _gathers = plan.Planes > 0;
            _gathered = new(call, plan, workspace!.Start);
            _source = _gathers ? _gathered.Strides : _source with { Channel = 1 };
            _band = workspace.Start + plan.Output;
        }

        _channels = g.InputChannelsPerGroup;
        _interiorBegin = _loops.Width.InteriorBegin;
        _interiorEnd = _loops.Width.InteriorEnd;
        _fullRowsBegin = _loops.Height.InteriorBegin;
        _fullRowsEnd = _loops.Height.InteriorEnd;
        _wholeRows = (g.Format == DataFormat.ChannelsLast || gather is not null) && weights.Groups == 1;
        _lanewise = weights.IsLanewise;
        _folded = _wholeRows && !_lanewise && _loops.Width.Dilation == 1;
        _ends = _wholeRows ? RowEnds.Of(_loops.Width) : default;
        _streams = call.OutlivesCache && weights.Steps >= MinStreamedSteps;
        _sink = _band != null ? new(scratch, 1, streams: false, padded: true) : new(scratch, _target.Channel, _streams);
        _batched = (weights.Blocks[0].Tiles.Vectors == 1 && weights.Steps <= MaxBatchedSteps) || weights.Blocks[0].Tiles.Rows > 1;
        _block = weights.Blocks[0];
        _args.Low = call.Epilogue.Low;
        _args.High = call.Epilogue.High;
        _args.InputTapStride = _loops.Width.Dilation * _source.Width;
        _args.InputRowStride = _loops.Height.Dilation * _source.Height;
        _args.InputPlaneStride = _loops.Depth.Dilation * _source.Depth;
        _args.InputChannelStride = _source.Channel;
    }

    /// <summary>Rows in groups: the border columns of a group follow its rows while the input is still in cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunRows(int begin, int end)
    {
        int edge = _ends.Count > 0 ? _block.Tiles.EdgePixels(_loops.Width.Output, _ends.Count) : 0;
        bool borders = edge == 0 && _interiorEnd - _interiorBegin < _loops.Width.Output;
        int step = borders ? _block.Tiles.ColumnPixels : end - begin;
        for (int first = begin; first < end; first += step)
        {
            int last = Math.Min(first + step, end);
            for (int oh = first; oh < last;)
            {
                int rows = !_batched ? 1
                    : oh >= _fullRowsBegin && oh < _fullRowsEnd ? Math.Min(last, _fullRowsEnd) - oh
                    : _loops.Height.SharedTaps(oh, last);
                RunBand(oh, rows, edge);
                oh += rows;
            }

            for (int ow = 0; borders && ow < _interiorBegin; ow++)
            {
                RunColumn(ow, first, last);
            }

            for (int ow = _interiorEnd; borders && ow < _loops.Width.Output; ow++)
            {
                RunColumn(ow, first, last);
            }
        }
    }

    /// <summary>Rows with the same kernel rows inside the input: between their border columns or, where tiles at the ends know which of their taps are clipped, whole.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunBand(int oh, int rows, int edge)
    {
        int output = _loops.Width.Output;
        if (edge == 0)
        {
            RunInterior(oh, rows, _interiorBegin, _interiorEnd);
        }
        else if (edge == output)
        {
            RunEdge(oh, rows, 0, edge, _ends.Left, _ends.Right);
        }
        else
        {
            if (_ends.Left != 0)
            {
                RunEdge(oh, rows, 0, edge, left: 1, right: 0);
            }

            int begin = edge * _ends.Left;
            int end = output - (edge * _ends.Right);
            if (begin < end)
            {
                RunInterior(oh, rows, begin, end);
            }

            if (_ends.Right != 0)
            {
                RunEdge(oh, rows, output - edge, edge, left: 0, right: 1);
            }
        }
    }

    /// <summary>A tile at an end of each row. Its input may begin in the padding, where nothing is read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunEdge(int oh, int rows, int ow, int pixels, int left, int right)
    {
        TapRange kh = _loops.Height.Taps(oh);
        SetTaps(kh, new(0, _loops.Width.Kernel - left - right));
        _args.Left = left;
        _args.Right = right;
        float* output = BeginRow(oh, kh, ow);
        RunTiles(TileKind.Edge, pixels, output, _target.Width, rows);
    }

    /// <summary>Sets the input of the pixels of a row from <paramref name="ow"/> on; returns their output.</summary>
    private float* BeginRow(int oh, TapRange kh, int ow)
    {
        _args.InputPixelStride = _loops.Width.Stride * _source.Width;
        _args.Input = _plane + (_loops.Height.Position(oh, kh) * _source.Height) + ((nint)_loops.Width.Origin(ow) * _source.Width);
        return _outputPlane + (oh * _target.Height) + (ow * _target.Width);
    }

    /// <summary>Pixels [begin, end) of output rows, all of whose taps lie inside the input's width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunInterior(int oh, int rows, int begin, int end)
    {
        TapRange kh = _loops.Height.Taps(oh);
        TileKind kind = _wholeRows ? TileKind.Row : TileKind.Strided;
        RowSplit split = _block.Tiles.Split(kind, end - begin);
        SetTaps(kh, new(0, _loops.Width.Kernel));
        _args.Left = 0;
        _args.Right = 0;
        float* output = BeginRow(oh, kh, begin);
        float* input = _args.Input;
        for (int tile = 0; tile < split.Count; tile++)
        {
            int pixels = split[tile];
            _args.Input = input;
            RunTiles(kind, pixels, output, _target.Width, rows);
            input += pixels * _args.InputPixelStride;
            output += pixels * _target.Width;
        }
    }

    /// <summary>The tiles of a column: of one block of channels or, where every lane has an input channel of its own, of all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RunTiles(TileKind kind, int pixels, float* output, nint pixelStride, int rows)
    {
        var column = new TileColumn(rows, _loops.Height.Stride * _source.Height, _target.Height);
        if (_lanewise)
        {
            _sink.RunLanewise(_weights, ref _args, kind, pixels, output, pixelStride, column);
        }
        else
        {
            _sink.Run(_block, ref _args, kind, pixels, output, pixelStride, column);
        }
    }

    /// <summary>One border column of rows [first, end), in runs of rows that share their clipped kernel rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunColumn(int ow, int first, int end)
    {
        TapRange kw = _loops.Width.Taps(ow);
        nint column = _loops.Width.Position(ow, kw) * _source.Width;
        _args.InputPixelStride = _loops.Height.Stride * _source.Height;
        for (int oh = first; oh < end;)
        {
            TapRange kh = _loops.Height.Taps(oh);
            int count = _loops.Height.SharedTaps(oh, end);
            SetTaps(kh, kw);
            _args.Input = _plane + (_loops.Height.Position(oh, kh) * _source.Height) + column;
            RunTiles(TileKind.Strided, count, _outputPlane + (oh * _target.Height) + (ow * _target.Width), _target.Height, rows: 1);
            oh += count;
        }
    }

    /// <summary>Sets the clipped kernel rows and taps; a tile none of whose taps lies inside the input has no planes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SetTaps(TapRange kh, TapRange kw)
    {
        _args.Rows = kh.Count;
        _args.Taps = _folded ? 1 : kw.Count;
        _args.Run = _folded ? kw.Count * _channels : _channels;
        _args.Weights = _planeWeights + (kh.First * _args.WeightRowStride) + (kw.First * _channels * _block.Width);
        _args.Planes = kh.Count == 0 || kw.Count == 0 ? 0 : _planes;
    }
}
