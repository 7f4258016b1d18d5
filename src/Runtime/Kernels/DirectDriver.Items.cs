using System.Runtime.CompilerServices;

namespace Conv3DGen.Kernels;

/// <content>Items of work: what the rows of an item share, and where their inputs and outputs lie meanwhile.</content>
internal unsafe partial struct DirectDriver
{
    /// <summary>Computes one item.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(WorkItem item, bool byPixels)
    {
        BeginPlane(item);
        TileKind kind = _wholeRows ? TileKind.Row : TileKind.Strided;
        if (byPixels)
        {
            _row = new(_block.Tiles, kind, item.Begin, item.End);
            RunBand(0, 1);
            _sink.Complete();
            return;
        }

        if (_tiles != _block.Tiles)
        {
            _tiles = _block.Tiles;
            _row = new(_tiles, kind, _loops.Width, _ends);
        }

        if (_band != null)
        {
            RunBands(item.Begin, item.End);
        }
        else
        {
            RunRows(item.Begin, item.End);
        }

        _sink.Complete();
    }

    /// <summary>Clips the kernel planes of an output plane and fixes what its tiles share.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void BeginPlane(WorkItem item)
    {
        TapRange kd = _loops.Depth.Taps(item.Depth);
        _block = _weights.Blocks[item.Block];
        _inPlace = !_lanewise && _sink.StoresInPlace(_block);
        _planes = kd.Count;
        _args.Bias = _weights.Bias(item.Group, _block);
        _args.WeightRowStride = _channels * _block.Width * _loops.Width.Kernel;
        _args.WeightPlaneStride = _args.WeightRowStride * _loops.Height.Kernel;
        nint filter = ((nint)item.Group * _call.Geometry.FiltersPerGroup) + _block.FirstFilter;
        nint depth = _loops.Depth.Position(item.Depth, kd);
        float* source = _gathers && kd.Count > 0
            ? _gathered.Gather(item, (int)depth, (int)depth + ((kd.Count - 1) * _loops.Depth.Dilation))
            : _call.Source + (item.Image * _call.Geometry.Source.Batch);
        _plane = source + (depth * _source.Depth) + (item.Group * _channels * _source.Channel);
        _planeWeights = _weights.Weights(item.Group, _block) + (kd.First * _args.WeightPlaneStride);
        TensorStrides target = _call.Geometry.Target;
        _outputPlane = _call.Target + (item.Image * target.Batch) + (item.Depth * target.Depth) + (filter * target.Channel);
    }

    /// <summary>Rows by bands, each of which is computed in scratch and then scattered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunBands(int begin, int end)
    {
        TensorStrides target = _call.Geometry.Target;
        float* plane = _outputPlane;
        int width = _loops.Width.Output;
        int step = GatherPlan.BandRows(width, _block.Width);
        _target = new(0, 0, (nint)width * _block.Width, _block.Width, 1);
        for (int first = begin; first < end; first += step)
        {
            int rows = Math.Min(step, end - first);
            _outputPlane = _band - (first * _target.Height);
            RunRows(first, first + rows);
            ChannelCopy.Scatter(_band, _block.Width, plane + (first * target.Height), new(target.Height, target.Width, target.Channel), rows, width, _block.Filters, _streams);
        }

        if (_streams)
        {
            StreamedCopy.Fence();
        }
    }
}
