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
    private readonly nint _taps;
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
    private TileSet? _tiles;
    private RowTiles _row;
    private RowTiles _pair;
    private bool _inPlace;
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
        _taps = _loops.Width.Kernel;
        _fullRowsBegin = _loops.Height.InteriorBegin;
        _fullRowsEnd = _loops.Height.InteriorEnd;
        _wholeRows = weights.Groups == 1 ? g.Format == DataFormat.ChannelsLast || gather is not null
            : g.Format == DataFormat.ChannelsLast && weights.Blocks[0].Tiles.RowsOfGroups;
        _lanewise = weights.IsLanewise;
        _folded = _wholeRows && weights.Groups == 1 && !_lanewise && _loops.Width.Dilation == 1;
        _ends = _wholeRows ? RowEnds.Of(_loops.Width) : default;
        _streams = call.OutlivesCache && weights.Steps >= MinStreamedSteps;
        _sink = _band != null ? new(scratch, 1, streams: false, padded: true) : new(scratch, _target.Channel, _streams);
        _batched = weights.Blocks[0].Tiles.Vectors == 1 && weights.Steps <= MaxBatchedSteps;
        _block = weights.Blocks[0];
        _args.Low = call.Epilogue.Low;
        _args.High = call.Epilogue.High;
        _args.InputTapStride = _loops.Width.Dilation * _source.Width;
        _args.InputRowStride = _loops.Height.Dilation * _source.Height;
        _args.InputPlaneStride = _loops.Depth.Dilation * _source.Depth;
        _args.InputChannelStride = _source.Channel;
    }

    /// <summary>Prepares the loops of a call whose blocks go into bands of their own, by <see cref="RunInto"/>.</summary>
    /// <param name="call">What to compute; its output is not used.</param>
    /// <param name="weights">Packed for the microkernels.</param>
    /// <param name="scratch">Room for <see cref="TileSink.ScratchFloats"/>.</param>
    public DirectDriver(ConvCall call, PackedWeights weights, float* scratch)
        : this(call, weights, scratch, gather: null, workspace: null)
        => _sink = new(scratch, 1, streams: false, padded: true);

    /// <summary>Rows in groups: the border columns of a group follow its rows while the input is still in cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunRows(int begin, int end)
    {
        int width = _loops.Width.Output;
        bool borders = _row.End - _row.Begin < width;
        int step = borders ? _block.Tiles.ColumnPixels : end - begin;
        for (int first = begin; first < end; first += step)
        {
            int last = Math.Min(first + step, end);
            for (int oh = first; oh < last;)
            {
                int rows = oh >= _fullRowsBegin && oh < _fullRowsEnd ? Math.Min(last, _fullRowsEnd) - oh : _loops.Height.SharedTaps(oh, last);
                RunBand(oh, rows);
                oh += rows;
            }

            for (int ow = 0; borders && ow < _row.Begin; ow++)
            {
                RunColumn(ow, first, last);
            }

            for (int ow = _row.End; borders && ow < width; ow++)
            {
                RunColumn(ow, first, last);
            }
        }
    }

    /// <summary>Rows with the same kernel rows inside the input.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunBand(int oh, int rows)
    {
        TapRange kh = _loops.Height.Taps(oh);
        float* input = _plane + (_loops.Height.Position(oh, kh) * _source.Height) + ((nint)_loops.Width.Origin(_row.Begin) * _source.Width);
        float* output = _outputPlane + (oh * _target.Height) + (_row.Begin * _target.Width);
        nint nextInput = _loops.Height.Stride * _source.Height;
        _args.InputPixelStride = _loops.Width.Stride * _source.Width;
        SetTaps(kh, new(0, _loops.Width.Kernel));
        if (_pair.Exists && rows > 1 && kh.Count == _loops.Height.Kernel)
        {
            int pairs = rows / 2;
            _args.OutputRowStride = _target.Height;
            RunRows(ref _pair, input, output, new(pairs, 2 * nextInput, 2 * _target.Height));
            input += 2 * pairs * nextInput;
            output += 2 * pairs * _target.Height;
            rows -= 2 * pairs;
        }

        RunRows(ref _row, input, output, new(rows, nextInput, _target.Height));
    }

    /// <summary>Rows that differ in nothing but their place, tile by tile or row by row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RunRows(ref RowTiles tiles, float* input, float* output, TileColumn column)
    {
        int together = _batched ? column.Rows : 1;
        for (int row = 0; row < column.Rows; row += together)
        {
            RunRow(ref tiles, input, output, column with { Rows = together });
            input += together * column.InputStride;
            output += together * column.OutputStride;
        }
    }

    /// <summary>The tiles of a row, and those below each of them that are prepared with it. An end's input may begin in the padding, where nothing is read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunRow(ref RowTiles tiles, float* input, float* output, TileColumn column)
    {
        bool alone = _inPlace && column.Rows == 1;
        var args = (TileArgs*)Unsafe.AsPointer(ref _args); // a driver lives on the stack
        args->OutputPixelStride = _target.Width;
        for (int i = 0; i < tiles.Count; i++)
        {
            TileRun run = tiles[i];
            nint taps = _taps - run.Left - run.Right;
            args->Taps = _folded ? 1 : taps;
            args->Run = _folded ? taps * _channels : _channels;
            args->Left = run.Left;
            args->Right = run.Right;
            args->Pixels = run.Pixels;
            nint nextInput = run.Pixels * args->InputPixelStride;
            nint nextOutput = run.Pixels * _target.Width;
            for (int tile = 0; tile < run.Count; tile++)
            {
                args->Input = input;
                if (alone)
                {
                    args->Output = output;
                    run.Kernel(args);
                }
                else
                {
                    RunTiles(run.Kernel, run.Pixels, output, _target.Width, column);
                }

                input += nextInput;
                output += nextOutput;
            }
        }
    }

    /// <summary>The tiles of a column: of one block of channels or, where every lane has an input channel of its own, of all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RunTiles(delegate*<TileArgs*, void> kernel, int pixels, float* output, nint pixelStride, TileColumn column)
    {
        if (_lanewise)
        {
            _sink.RunLanewise(_weights, ref _args, kernel, pixels, output, pixelStride, column);
        }
        else
        {
            _sink.Run(_block, ref _args, kernel, pixels, output, pixelStride, column);
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
            float* output = _outputPlane + (oh * _target.Height) + (ow * _target.Width);
            RunTiles(_block.Tiles.Kernel(TileKind.Strided, count), count, output, _target.Height, new(1, 0, 0));
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
