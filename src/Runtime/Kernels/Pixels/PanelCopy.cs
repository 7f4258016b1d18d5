using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Conv3DGen.Kernels;

/// <summary>
/// Copies a panel by and by, in runs of one channel, and asks for those that come some runs later: so far apart, the hardware does not follow
/// them by itself. Where tensors are read in place, it asks for them and no more.
/// </summary>
internal unsafe struct PanelCopy
{
    /// <summary>Runs that are fetched ahead (half as many: up to 1.04 of the time; three times as many: no less).</summary>
    private const int Ahead = 16;

    private readonly PanelPlan _plan;
    private readonly float* _source;
    private readonly float* _panel;
    private readonly PanelSteps _steps;
    private readonly PanelRun* _runs;
    private readonly int _count;
    private readonly nint _following;
    private PanelPlace _next;
    private PanelPlace _ahead;
    private int _done;

    /// <summary>Begins a copy.</summary>
    /// <param name="plan">Sizes.</param>
    /// <param name="source">The first pixel of the image, in the first channel.</param>
    /// <param name="first">The first pixel of the panel.</param>
    /// <param name="pixels">How many; 0 where there is nothing to copy.</param>
    /// <param name="panel">Where they go.</param>
    /// <param name="runs">Memory for <see cref="PanelPlan.MostRuns"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public PanelCopy(PanelPlan plan, float* source, int first, int pixels, float* panel, PanelRun* runs)
    {
        _plan = plan;
        _steps = plan.Steps;
        _source = source;
        _panel = panel;
        _runs = runs;
        for (int at = 0; at < pixels; _count++)
        {
            PanelRun run = plan.Run(first + at, pixels - at);
            runs[_count] = run with { Pixel = at };
            at += run.Rows * run.Pixels;
        }

        _following = plan.SourceOf(first + pixels);
        for (int run = 0; run < Ahead && _count > 0; run++)
        {
            StepAhead();
        }
    }

    /// <summary>Runs of all channels and taps.</summary>
    public readonly long Count => (long)_count * _plan.CopiedRows;

    /// <summary>Copies runs until so many are done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AdvanceTo(long runs)
    {
        for (; _done < runs; _done++)
        {
            PanelRun run = _runs[_next.Run];
            Fetch();
            StepAhead();
            if (!_plan.ReadsTensor)
            {
                Copy(run, _source + _next.Source + run.Source, _panel + _next.Panel + run.Pixel);
            }

            _next.Step(_steps, _count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void StepAhead()
    {
        if (_ahead.Step(_steps, _count))
        {
            _ahead = new() { Source = _following - _runs[0].Source }; // about where the next panel begins
        }
    }

    /// <summary>Asks for a run; behind the last panel it may lie outside the tensor, where a hint does nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Fetch()
    {
        if (Prefetch.IsSupported)
        {
            PanelRun run = _runs[_ahead.Run];
            Prefetch.ToSecond(_source + _ahead.Source + run.Source, run.Rows, _plan.SourceRow, (nint)run.Pixels * _plan.Stride);
        }
    }

    /// <summary>Copies pixels of one channel and kernel row, and takes the taps of the row apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Copy(PanelRun run, float* from, float* to)
    {
        if (_plan.Taps > 1)
        {
            ChannelCopy.Transpose(from, new(_plan.SourceRow, _plan.Stride, 1), to, new(run.Pixels, 1, _plan.Tap), run.Rows, run.Pixels, _plan.Taps);
            return;
        }

        if (_plan.Stride > 1)
        {
            PixelInput.Thin(from, _plan.SourceRow, _plan.Stride, to, run.Pixels, run.Rows, run.Pixels);
            return;
        }

        for (int row = 0; row < run.Rows; row++)
        {
            Copy(from, to, run.Pixels);
            from += _plan.SourceRow;
            to += run.Pixels;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(float* from, float* to, int pixels)
    {
        int x = 0;
        for (; Vector512.IsHardwareAccelerated && x <= pixels - Vector512<float>.Count; x += Vector512<float>.Count)
        {
            Vector512.Load(from + x).Store(to + x);
        }

        for (; x <= pixels - Vector256<float>.Count; x += Vector256<float>.Count)
        {
            Vector256.Load(from + x).Store(to + x);
        }

        for (; x < pixels; x++)
        {
            to[x] = from[x];
        }
    }
}

/// <summary>Neighbouring pixels: some of an output row, or a few whole rows.</summary>
/// <param name="Source">Where their first tap begins, in the first channel of an image.</param>
/// <param name="Pixel">The first of them in the panel.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Pixels">Pixels of each row.</param>
internal readonly record struct PanelRun(nint Source, int Pixel, int Rows, int Pixels);
