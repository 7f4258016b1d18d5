namespace Conv3DGen.Kernels;

/// <summary>
/// The loops around the microkernels of a direct convolution. Borders need no padded copy: kernel planes and rows are clipped per
/// output row, and the few columns whose taps cross the left or right border are tiled along the height instead of the width,
/// where neighbouring pixels share their clipped taps.
/// </summary>
/// <remarks>The loops are compiled optimised at once: tiering would run the first calls of a layer many times slower.</remarks>
internal unsafe partial struct DirectDriver
{
    /// <summary>
    /// Sums of fewer steps (27: slower, 81: faster) are done sooner than memory takes them; the last-level cache does. Where several blocks each
    /// store a part of every pixel, and the last-level cache does not keep the others, they stream in any case (of the time without: 1x1x1, 32
    /// to 128 channels, 32x32x32: 0.71; 3x3x3, 1 to 128, 40x40x40: 0.60; 2x2x2 with stride 2, 1 to 96, 96x96x96: 0.49).
    /// </summary>
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
    private readonly bool _spills;
    private TileSink _sink;
    private GatheredPlanes _gathered;
    private TensorStrides _target;
    private BlockPlan _block;
    private TileSet? _tiles;
    private RowTiles _row;
    private RowTiles _pair;
    private readonly InputAhead _inputAhead;
    private readonly OutputAhead _outputAhead;
    private bool _fetchesInput;
    private bool _fetchesOutput;
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
        bool dense = weights.Groups == 1 && !_lanewise;
        _folded = _wholeRows && dense && _loops.Width.Dilation == 1;
        _ends = _wholeRows ? RowEnds.Of(_loops.Width) : default;
        bool ofParts = dense && _target.Channel == 1 && weights.Blocks.Length > 1 && CoreCache.IsDistant(g.OutputCount);
        _streams = call.OutlivesCache && (weights.Steps >= MinStreamedSteps || ofParts);
        _sink = _band != null ? new(scratch, 1, streams: false, padded: true) : new(scratch, _target.Channel, _streams);
        _spills = dense && weights.Blocks.Length == 1 && _target.Channel == 1 && _target.Width == g.Filters; // of one pixel into the next
        bool ofGroups = weights.Blocks[0].Tiles.Lanewise > 1 || (weights.Groups > 1 && _wholeRows);
        _inputAhead = ofGroups ? InputAhead.OfGroups(g, _lanewise) : default;
        _batched = weights.Blocks[0].Tiles.Vectors == 1 && weights.Steps <= MaxBatchedSteps && !_inputAhead.Fetches;
        _block = weights.Blocks[0];
        if (_wholeRows && dense && gather is null)
        {
            _inputAhead = InputAhead.Of(g, _batched);
            _outputAhead = OutputAhead.Of(g);
        }

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
    {
        _sink = new(scratch, 1, streams: false, padded: true);
        _outputAhead = default;
    }
}
