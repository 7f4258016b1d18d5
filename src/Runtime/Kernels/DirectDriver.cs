using System.Runtime.CompilerServices;

namespace Conv3DGen.Kernels;

/// <summary>
/// The loops around the microkernels of a direct convolution. Borders need no padded copy: kernel planes and rows are clipped per
/// output row, and the few columns whose taps cross the left or right border are tiled along the height instead of the width,
/// where neighbouring pixels share their clipped taps.
/// </summary>
internal unsafe struct DirectDriver
{
    private const int ScratchFloats = 4096;

    private readonly ConvGeometry _geometry;
    private readonly PackedWeights _packed;
    private readonly float* _source;
    private readonly float* _target;
    private readonly int _interiorBegin;
    private readonly int _interiorEnd;
    private readonly bool _wholeRows;
    private readonly bool _folded;
    private float* _scratch;
    private BlockPlan _block;
    private RowSplit _split;
    private float* _plane;
    private float* _planeWeights;
    private float* _outputPlane;
    private nint _planes;
    private TileArgs _args;

    public DirectDriver(ConvGeometry geometry, PackedWeights packed, float* source, float* target, Epilogue epilogue)
    {
        _geometry = geometry;
        _packed = packed;
        _source = source;
        _target = target;
        _interiorBegin = geometry.Width.InteriorBegin;
        _interiorEnd = geometry.Width.InteriorEnd;
        _wholeRows = geometry.Format == DataFormat.ChannelsLast && geometry.Groups == 1;
        _folded = _wholeRows && geometry.Width.Dilation == 1;
        _block = packed.Blocks[0];
        _args.Low = epilogue.Low;
        _args.High = epilogue.High;
        _args.InputTapStride = geometry.Width.Dilation * geometry.Source.Width;
        _args.InputRowStride = geometry.Height.Dilation * geometry.Source.Height;
        _args.InputPlaneStride = geometry.Depth.Dilation * geometry.Source.Depth;
        _args.InputChannelStride = geometry.Source.Channel;
    }

    [SkipLocalsInit]
    public void Run()
    {
        float* scratch = stackalloc float[ScratchFloats];
        _scratch = scratch;
        for (int n = 0; n < _geometry.Batch; n++)
        {
            for (int od = 0; od < _geometry.Depth.Output; od++)
            {
                for (int group = 0; group < _geometry.Groups; group++)
                {
                    foreach (BlockPlan block in _packed.Blocks)
                    {
                        BeginPlane(n, od, group, block);
                        RunPlane();
                    }
                }
            }
        }
    }

    /// <summary>One output plane of one block of channels: clips the kernel planes and fixes what its tiles share.</summary>
    private void BeginPlane(int n, int od, int group, BlockPlan block)
    {
        ConvGeometry g = _geometry;
        nint weightTap = (nint)g.InputChannelsPerGroup * block.Width;
        TapRange kd = g.Depth.Taps(od);
        _block = block;
        _split = block.Tiles.Split(_wholeRows, _interiorEnd - _interiorBegin);
        _args.Bias = _packed.Bias(group, block);
        _args.WeightRowStride = weightTap * g.Width.Kernel;
        _args.WeightPlaneStride = _args.WeightRowStride * g.Height.Kernel;
        _planes = kd.Count;
        _plane = _source + (n * g.Source.Batch) + (Position(g.Depth, od, kd) * g.Source.Depth) + (group * (nint)g.InputChannelsPerGroup * g.Source.Channel);
        _planeWeights = _packed.Weights(group, block) + (kd.First * _args.WeightPlaneStride);
        _outputPlane = _target + (n * g.Target.Batch) + (od * g.Target.Depth) + (((nint)group * g.FiltersPerGroup) + block.FirstFilter) * g.Target.Channel;
    }

    /// <summary>Rows in groups: the border columns of a group follow its rows while the input is still in cache.</summary>
    private void RunPlane()
    {
        ConvGeometry g = _geometry;
        int rows = g.Height.Output;
        bool borders = _interiorEnd - _interiorBegin < g.Width.Output;
        int step = borders ? _block.Tiles.ColumnPixels : rows;
        for (int first = 0; first < rows; first += step)
        {
            int end = Math.Min(first + step, rows);
            for (int oh = first; oh < end; oh++)
            {
                RunRow(oh);
            }

            for (int ow = 0; ow < _interiorBegin; ow++)
            {
                RunColumn(ow, first, end);
            }

            for (int ow = _interiorEnd; ow < g.Width.Output; ow++)
            {
                RunColumn(ow, first, end);
            }
        }
    }

    /// <summary>The interior of an output row, cut into tiles whose sizes differ by at most one pixel.</summary>
    private void RunRow(int oh)
    {
        ConvGeometry g = _geometry;
        if (_split.Count == 0)
        {
            return;
        }

        TapRange kh = g.Height.Taps(oh);
        SetTaps(kh, new(0, g.Width.Kernel));
        _args.InputPixelStride = g.Width.Stride * g.Source.Width;
        float* input = _plane + (Position(g.Height, oh, kh) * g.Source.Height);
        float* output = _outputPlane + (oh * g.Target.Height);
        RowSplit split = _split;
        for (int ow = _interiorBegin, tile = 0; tile < split.Count; tile++)
        {
            int count = split[tile];
            _args.Input = input + ((nint)g.Width.Origin(ow) * g.Source.Width);
            RunTile(_block.Tiles.Kernel(_wholeRows, count), count, output + (ow * g.Target.Width), g.Target.Width);
            ow += count;
        }
    }

    /// <summary>One border column of rows [first, end), in runs of rows that share their clipped kernel rows.</summary>
    private void RunColumn(int ow, int first, int end)
    {
        ConvGeometry g = _geometry;
        TapRange kw = g.Width.Taps(ow);
        nint column = Position(g.Width, ow, kw) * g.Source.Width;
        _args.InputPixelStride = g.Height.Stride * g.Source.Height;
        for (int oh = first; oh < end;)
        {
            TapRange kh = g.Height.Taps(oh);
            int count = 1;
            while (oh + count < end && g.Height.Taps(oh + count) == kh)
            {
                count++;
            }

            SetTaps(kh, kw);
            _args.Input = _plane + (Position(g.Height, oh, kh) * g.Source.Height) + column;
            RunTile(_block.Tiles.Kernel(row: false, count), count, _outputPlane + (oh * g.Target.Height) + (ow * g.Target.Width), g.Target.Height);
            oh += count;
        }
    }

    /// <summary>Sets the clipped kernel rows and taps; a tile none of whose taps lies inside the input has no planes.</summary>
    private void SetTaps(TapRange kh, TapRange kw)
    {
        ConvGeometry g = _geometry;
        nint channels = g.InputChannelsPerGroup;
        _args.Rows = kh.Count;
        _args.Taps = _folded ? 1 : kw.Count;
        _args.Run = _folded ? kw.Count * channels : channels;
        _args.Weights = _planeWeights + (kh.First * _args.WeightRowStride) + (kw.First * channels * _block.Width);
        _args.Planes = kh.Count == 0 || kw.Count == 0 ? 0 : _planes;
    }

    private void RunTile(delegate*<TileArgs*, void> kernel, int pixels, float* output, nint outputStride)
    {
        _args.Pixels = pixels;
        bool inPlace = _geometry.Target.Channel == 1 && _block.Filters == _block.Width;
        _args.Output = inPlace ? output : _scratch;
        _args.OutputPixelStride = inPlace ? outputStride : _block.Width;
        fixed (TileArgs* args = &_args)
        {
            kernel(args);
        }

        if (!inPlace)
        {
            Scatter(pixels, output, outputStride);
        }
    }

    /// <summary>Copies the channels that exist from the scratch tile to their places in the output.</summary>
    private readonly void Scatter(int pixels, float* output, nint outputStride)
    {
        nint channelStride = _geometry.Target.Channel;
        for (int c = 0; c < _block.Filters; c++)
        {
            float* to = output + (c * channelStride);
            float* from = _scratch + c;
            for (int m = 0; m < pixels; m++)
            {
                to[m * outputStride] = from[m * _block.Width];
            }
        }
    }

    /// <summary>Input position of the first valid tap of an output.</summary>
    private static nint Position(ConvAxis axis, int output, TapRange taps) => (nint)(axis.Origin(output) + ((long)taps.First * axis.Dilation));
}
