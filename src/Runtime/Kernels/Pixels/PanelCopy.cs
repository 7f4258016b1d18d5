using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Conv3DGen.Kernels;

/// <summary>
/// Copies a panel by and by, in runs of one channel, and asks for those that come some runs later: so far apart, the hardware does not follow
/// them by itself.
/// </summary>
internal unsafe struct PanelCopy
{
    /// <summary>Floats of a run. Long ones are a stream to the hardware, short ones are spread evenly between microkernels.</summary>
    private const int Run = 128;

    /// <summary>Runs that are fetched ahead: a page, for which memory takes as long as one to four microkernels.</summary>
    private const int Ahead = 8;

    private readonly float* _source;
    private readonly float* _panel;
    private readonly nint _channel;
    private readonly nint _row;
    private readonly int _channels;
    private readonly int _pixels;
    private readonly int _runs;
    private Place _next;
    private Place _ahead;
    private int _done;

    /// <summary>Begins a copy.</summary>
    /// <param name="plan">Sizes.</param>
    /// <param name="source">The first pixel in the first channel.</param>
    /// <param name="panel">Where it goes.</param>
    /// <param name="pixels">How many; 0 where there is nothing to copy.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public PanelCopy(PanelPlan plan, float* source, float* panel, int pixels)
    {
        _source = source;
        _panel = panel;
        _channel = plan.Geometry.Source.Channel;
        _row = plan.Row;
        _channels = plan.Geometry.InputChannelsPerGroup;
        _pixels = pixels;
        _runs = (pixels + Run - 1) / Run;
        (int channel, int run) = Math.DivRem(Ahead, Math.Max(_runs, 1));
        _ahead = new() { Channel = channel, Run = run };
    }

    /// <summary>Runs of the panel.</summary>
    public readonly long Count => (long)_channels * _runs;

    /// <summary>Copies runs until so many are done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AdvanceTo(long runs)
    {
        for (; _done < runs; _done++)
        {
            Fetch();
            int first = _next.Run * Run;
            Copy(_source + (_next.Channel * _channel) + first, _panel + (_next.Channel * _row) + first, Math.Min(Run, _pixels - first));
            _next.Step(_runs);
            _ahead.Step(_runs);
        }
    }

    /// <summary>Asks for a run; after the last channel it is one of the next panel, or lies outside the tensor, where a hint does nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Fetch()
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        bool isHere = _ahead.Channel < _channels;
        float* from = _source + (isHere ? _ahead.Channel * _channel : ((_ahead.Channel - _channels) * _channel) + _pixels) + (_ahead.Run * Run);
        for (int x = 0; x < Run; x += CoreCache.Line)
        {
            Sse.Prefetch1(from + x);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(float* from, float* to, int count)
    {
        int x = 0;
        for (; Vector512.IsHardwareAccelerated && x <= count - Vector512<float>.Count; x += Vector512<float>.Count)
        {
            Vector512.Load(from + x).Store(to + x);
        }

        for (; x <= count - Vector256<float>.Count; x += Vector256<float>.Count)
        {
            Vector256.Load(from + x).Store(to + x);
        }

        for (; x < count; x++)
        {
            to[x] = from[x];
        }
    }

    /// <summary>A run of a channel.</summary>
    private struct Place
    {
        public int Channel;
        public int Run;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step(int runs)
        {
            if (++Run == runs)
            {
                Run = 0;
                Channel++;
            }
        }
    }
}
