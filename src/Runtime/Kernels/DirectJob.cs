using System.Runtime.CompilerServices;

namespace Conv3DGen.Kernels;

/// <summary>
/// Runs the items of a direct convolution, alone or with helpers. Jobs are pooled: a call allocates nothing once the pool has warmed up.
/// </summary>
internal sealed unsafe class DirectJob : SharedJob
{
    private static readonly JobPool<DirectJob> s_pool = new();

    private ConvCall _call;
    private PackedWeights? _weights;
    private WorkPartition _work;
    private int[] _openItems = [];

    /// <summary>Runs a call; the result does not depend on the number of threads.</summary>
    [SkipLocalsInit]
    public static void Run(ConvCall call, PackedWeights weights, Parallelism parallelism)
    {
        int threads = parallelism.Threads(call.Geometry.MultiplyAdds);
        var work = new WorkPartition(call.Geometry, weights, threads);
        threads = Math.Min(threads, work.Items);
        if (threads > 1 && s_pool.TryRent(out DirectJob? job))
        {
            job.Run(call, weights, work, threads);
            return;
        }

        float* scratch = stackalloc float[TileSink.ScratchFloats];
        var driver = new DirectDriver(call, weights, scratch);
        for (int plane = 0, item = 0; plane < work.Planes; plane++)
        {
            for (int end = item + work.ItemsPerPlane; item < end; item++)
            {
                driver.Run(work[item], work.ByPixels);
            }

            (int image, int depth) = work.Locate(plane);
            call.Finish(image, depth);
        }
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    protected override void Work()
    {
        float* scratch = stackalloc float[TileSink.ScratchFloats];
        var driver = new DirectDriver(_call, _weights!, scratch);
        while (TryTake(out int item))
        {
            Exception? failure = null;
            try
            {
                RunItem(item, ref driver);
            }
            catch (Exception exception)
            {
                failure = exception;
            }

            Complete(failure);
        }
    }

    /// <inheritdoc/>
    protected override void Recycle()
    {
        _call = default;
        _weights = null;
        s_pool.Return(this);
    }

    private void Run(ConvCall call, PackedWeights weights, WorkPartition work, int threads)
    {
        _call = call;
        _weights = weights;
        _work = work;
        if (_openItems.Length < work.Planes)
        {
            _openItems = new int[work.Planes];
        }

        _openItems.AsSpan(0, work.Planes).Fill(work.ItemsPerPlane);
        Run(work.Items, threads);
    }

    /// <summary>Computes an item; whoever completes the last one of a plane finishes the plane.</summary>
    private void RunItem(int item, ref DirectDriver driver)
    {
        driver.Run(_work[item], _work.ByPixels);
        int plane = _work.PlaneOf(item);
        if (Interlocked.Decrement(ref _openItems[plane]) == 0)
        {
            (int image, int depth) = _work.Locate(plane);
            _call.Finish(image, depth);
        }
    }
}
