using System.Runtime.CompilerServices;

namespace Conv3DGen.Kernels;

/// <content>Items of work: what the rows of an item share, and where their inputs and outputs lie meanwhile.</content>
internal unsafe partial struct DirectDriver
{
    /// <summary>Computes one item.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(WorkItem item, bool byPixels)
    {
        for (int plane = 0; plane < item.Planes; plane++)
        {
            for (int block = item.Block; block < item.Block + item.Blocks; block++)
            {
                BeginPlane(item, item.Depth + plane, block);
                if (byPixels)
                {
                    RunPixels(item);
                }
                else if (_band != null)
                {
                    ChooseTiles();
                    RunBands(item.Begin, item.End);
                }
                else
                {
                    ChooseTiles();
                    RunRows(item.Begin, item.End);
                }
            }
        }

        _sink.Complete();
    }

    /// <summary>Computes the rows, or pixels, of one item into a band of memory: [row][pixel][lane of the block].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void RunInto(WorkItem item, float* band, bool byPixels)
    {
        BeginPlane(item, item.Depth, item.Block);
        if (byPixels)
        {
            _target = new(0, 0, 0, _block.Width, 1);
            _outputPlane = band - ((nint)item.Begin * _block.Width);
            RunPixels(item);
            return;
        }

        ChooseTiles();
        FillBand(band, item.Begin, item.End);
    }

    private void RunPixels(in WorkItem item)
    {
        _row = new(_block.Tiles, Inside, item.Begin, item.End, _fetchesInput ? _inputAhead.MostPixels : int.MaxValue);
        RunBand(0, 1);
    }

    /// <summary>What tiles are whose pixels have all taps.</summary>
    private readonly TileKind Inside => _wholeRows ? TileKind.Row : TileKind.Strided;

    /// <summary>Blocks of one width share the tiles of a row.</summary>
    private void ChooseTiles()
    {
        if (_tiles != _block.Tiles)
        {
            _tiles = _block.Tiles;
            _row = new(_tiles, Inside, _loops.Width, _ends);
            RowTiles pair = _tiles.Pairs is { } pairs && _wholeRows && !_streams ? new(pairs, TileKind.Row, _loops.Width, _ends) : default;
            _pair = pair.Begin == _row.Begin && pair.End == _row.End ? pair : default;
        }
    }

    /// <summary>Clips the kernel planes of an output plane and fixes what its tiles share.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void BeginPlane(in WorkItem item, int outputDepth, int block)
    {
        TapRange kd = _loops.Depth.Taps(outputDepth);
        _block = _weights.Blocks[block];
        _inPlace = !_lanewise && _sink.StoresInPlace(_block);
        _fetchesInput = _inputAhead.Fetches && block == 0; // for all blocks of the same rows
        _fetchesOutput = _inPlace && _outputAhead.Fetches(_block);
        _planes = kd.Count;
        _args.Bias = _weights.Bias(item.Group, _block);
        _args.WeightRowStride = _channels * _block.Width * _loops.Width.Kernel;
        _args.WeightPlaneStride = _args.WeightRowStride * _loops.Height.Kernel;
        nint filter = ((nint)item.Group * _call.Geometry.FiltersPerGroup) + _block.FirstFilter;
        nint depth = _loops.Depth.Position(outputDepth, kd);
        float* source = _gathers && kd.Count > 0
            ? _gathered.Gather(item, (int)depth, (int)depth + ((kd.Count - 1) * _loops.Depth.Dilation))
            : _call.Source + (item.Image * _call.Geometry.Source.Batch);
        _plane = source + (depth * _source.Depth) + (item.Group * _channels * _source.Channel);
        _planeWeights = _weights.Weights(item.Group, _block) + (kd.First * _args.WeightPlaneStride);
        TensorStrides target = _call.Geometry.Target;
        _outputPlane = _call.Target + (item.Image * target.Batch) + (outputDepth * target.Depth) + (filter * target.Channel);
    }

    /// <summary>Rows by bands, each of which is computed in scratch and then scattered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunBands(int begin, int end)
    {
        TensorStrides target = _call.Geometry.Target;
        float* plane = _outputPlane;
        int width = _loops.Width.Output;
        int step = GatherPlan.BandRows(width, _block.Width);
        for (int first = begin; first < end; first += step)
        {
            int rows = Math.Min(step, end - first);
            FillBand(_band, first, first + rows);
            ChannelCopy.Scatter(_band, _block.Width, plane + (first * target.Height), new(target.Height, target.Width, target.Channel), rows, width, _block.Filters, _streams);
        }

        if (_streams)
        {
            StreamedCopy.Fence();
        }
    }

    private void FillBand(float* band, int begin, int end)
    {
        _target = new(0, 0, (nint)_loops.Width.Output * _block.Width, _block.Width, 1);
        _outputPlane = band - (begin * _target.Height);
        RunRows(begin, end);
    }
}
