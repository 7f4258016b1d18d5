using System.Runtime.CompilerServices;

namespace Conv3DGen.Kernels;

/// <summary>
/// A thread's copies of input planes, channels side by side. They follow each other in memory as in the input, so that kernel planes are
/// a constant stride apart; planes that the next output shares with the last one stay, until the room for them ends.
/// </summary>
internal unsafe struct GatheredPlanes(ConvCall call, GatherPlan plan, float* scratch)
{
    private readonly ConvCall _call = call;
    private readonly GatherPlan _plan = plan;
    private readonly float* _scratch = scratch;
    private int _image = -1;
    private int _top;
    private int _bottom;
    private int _first;
    private int _end;

    /// <summary>The strides of the copies; images are not among them.</summary>
    public readonly TensorStrides Strides => new(0, _plan.Plane, _plan.Row, _call.Geometry.InputChannels, 1);

    /// <summary>Makes sure that input planes [first, last], rows of the item's outputs, are there.</summary>
    /// <returns>Where plane 0, row 0 would be.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float* Gather(WorkItem item, int first, int last)
    {
        (int top, int bottom) = _call.Geometry.Height.Inputs(item.Begin, item.End);
        bool continues = item.Image == _image && top == _top && bottom == _bottom && first >= _first && first <= _end && last - _first < _plan.Planes;
        if (!continues)
        {
            (_image, _top, _bottom, _first, _end) = (item.Image, top, bottom, first, first);
        }

        for (; _end <= last; _end++)
        {
            GatherPlane(_end);
        }

        return _scratch - (_first * _plan.Plane) - (_top * _plan.Row);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void GatherPlane(int depth)
    {
        ConvGeometry g = _call.Geometry;
        float* source = _call.Source + (_image * g.Source.Batch) + (depth * g.Source.Depth) + (_top * g.Source.Height);
        ChannelCopy.Gather(
            source,
            new(g.Source.Height, g.Source.Width, g.Source.Channel),
            _bottom - _top,
            g.Width.Input,
            g.InputChannels,
            _scratch + ((depth - _first) * _plan.Plane),
            g.InputChannels);
    }
}
