using System.Runtime.CompilerServices;

namespace Conv3DGen.Kernels;

/// <summary>
/// Runs the items of a direct convolution, alone or with helpers. Jobs are pooled: a call allocates nothing once the pool has warmed up.
/// </summary>
internal sealed unsafe class DirectJob : SharedJob
{
    private static readonly JobPool s_pool = new(() => new DirectJob());

    private ConvCall _call;
    private PackedWeights? _weights;
    private GatherPlan? _gather;
    private WorkPartition _work;
    private int[] _openItems = [];

    /// <summary>Bytes of scratch that a thread of a call needs.</summary>
    /// <param name="geometry">All sizes; null before they are known.</param>
    public static long WorkspaceBytes(ConvGeometry? geometry)
        => (TileSink.ScratchFloats + (geometry is null ? 0 : (long)(GatherPlan.Of(geometry)?.Floats ?? 0))) * sizeof(float);

    /// <summary>Runs a call; the result does not depend on the number of threads.</summary>
    [SkipLocalsInit]
    public static void Run(ConvCall call, PackedWeights weights, Parallelism parallelism)
    {
        int threads = parallelism.Threads(call.Geometry.MultiplyAdds * weights.PaddedFilters * weights.Groups / call.Geometry.Filters);
        GatherPlan? gather = GatherPlan.Of(call.Geometry);
        var work = new WorkPartition(call.Geometry, weights, threads, gather, planeByPlane: !call.IsFinished);
        threads = Math.Min(threads, work.Items);
        if (threads > 1 && s_pool.Rent() is DirectJob job)
        {
            job.Run(call, weights, gather, work, threads);
            return;
        }

        float* scratch = stackalloc float[TileSink.ScratchFloats];
        Workspace? workspace = RentFor(gather);
        var driver = new DirectDriver(call, weights, scratch, gather, workspace);
        for (int item = 0; item < work.Items; item++)
        {
            driver.Run(work[item], work.ByPixels);
            if (!call.IsFinished && (item + 1) % work.ItemsPerPlane == 0)
            {
                (int image, int depth) = work.Locate(work.PlaneOf(item));
                call.Finish(image, depth);
            }
        }

        workspace?.Return();
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    protected override void Work()
    {
        float* scratch = stackalloc float[TileSink.ScratchFloats];
        Workspace? workspace = null;
        DirectDriver driver = default;
        bool prepared = false;
        while (TryTake(out int item))
        {
            Exception? failure = null;
            try
            {
                if (!prepared)
                {
                    workspace = RentFor(_gather);
                    driver = new(_call, _weights!, scratch, _gather, workspace);
                    prepared = true;
                }

                RunItem(item, ref driver);
            }
            catch (Exception exception)
            {
                failure = exception; // of a user's activation, or no memory for a workspace
            }

            Complete(failure);
        }

        workspace?.Return();
    }

    /// <inheritdoc/>
    protected override void Recycle()
    {
        _call = default;
        _weights = null;
        s_pool.Return(this);
    }

    private static Workspace? RentFor(GatherPlan? gather) => gather is { } plan ? Workspace.Rent(plan.Floats) : null;

    private void Run(ConvCall call, PackedWeights weights, GatherPlan? gather, WorkPartition work, int threads)
    {
        _call = call;
        _weights = weights;
        _gather = gather;
        _work = work;
        if (!call.IsFinished)
        {
            if (_openItems.Length < work.Planes)
            {
                _openItems = new int[work.Planes];
            }

            _openItems.AsSpan(0, work.Planes).Fill(work.ItemsPerPlane);
        }

        Run(work.Items, threads);
    }

    /// <summary>Computes an item; whoever completes the last one of a plane finishes the plane, if anything is left to do.</summary>
    private void RunItem(int item, ref DirectDriver driver)
    {
        driver.Run(_work[item], _work.ByPixels);
        if (_call.IsFinished)
        {
            return;
        }

        int plane = _work.PlaneOf(item);
        if (Interlocked.Decrement(ref _openItems[plane]) == 0)
        {
            (int image, int depth) = _work.Locate(plane);
            _call.Finish(image, depth);
        }
    }
}
