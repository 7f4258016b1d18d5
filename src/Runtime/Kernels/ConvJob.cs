using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Conv3DGen.Kernels;

/// <summary>
/// Runs the items of a call, alone or with helpers from the thread pool. The caller works too, so a busy pool slows a call down but
/// cannot block it. Jobs are pooled: a call allocates nothing once the pool has warmed up.
/// </summary>
internal sealed unsafe class ConvJob : IThreadPoolWorkItem
{
    private static readonly ConcurrentBag<ConvJob> s_pool = [];

    private ConvCall _call;
    private WorkPartition _work;
    private int[] _openItems = [];
    private int _next;
    private int _done;
    private int _users;
    private volatile Exception? _failure;

    /// <summary>Runs a call; the result does not depend on the number of threads.</summary>
    [SkipLocalsInit]
    public static void Run(ConvCall call, Parallelism parallelism)
    {
        int threads = parallelism.Threads(MultiplyAdds(call.Geometry));
        var work = new WorkPartition(call.Geometry, call.Weights, threads);
        threads = Math.Min(threads, work.Items);
        if (threads > 1)
        {
            if (!s_pool.TryTake(out ConvJob? job))
            {
                job = new();
            }

            job.RunShared(call, work, threads);
            return;
        }

        float* scratch = stackalloc float[TileSink.ScratchFloats];
        var driver = new DirectDriver(call, scratch);
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
    void IThreadPoolWorkItem.Execute()
    {
        Work();
        Release();
    }

    private static double MultiplyAdds(ConvGeometry g)
        => (double)g.OutputCount * g.InputChannelsPerGroup * g.Depth.Kernel * g.Height.Kernel * g.Width.Kernel;

    private void RunShared(ConvCall call, WorkPartition work, int threads)
    {
        _call = call;
        _work = work;
        _next = 0;
        _done = 0;
        _users = threads;
        _failure = null;
        if (_openItems.Length < work.Planes)
        {
            _openItems = new int[work.Planes];
        }

        _openItems.AsSpan(0, work.Planes).Fill(work.ItemsPerPlane);
        for (int i = 1; i < threads; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        Work();
        var wait = new SpinWait();
        while (Volatile.Read(ref _done) < work.Items)
        {
            wait.SpinOnce(sleep1Threshold: -1); // a helper is inside its last item; sleeping would cost more than it takes
        }

        Exception? failure = _failure;
        Release();
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>Takes items until there are none. A helper that comes too late finds none and touches no tensor.</summary>
    [SkipLocalsInit]
    private void Work()
    {
        float* scratch = stackalloc float[TileSink.ScratchFloats];
        var driver = new DirectDriver(_call, scratch);
        while (true)
        {
            int item = Interlocked.Increment(ref _next) - 1;
            if (item >= _work.Items)
            {
                return;
            }

            try
            {
                Complete(item, ref driver);
            }
            catch (Exception exception)
            {
                _failure = exception; // from a user's activation; thrown again on the caller's thread
            }

            Interlocked.Increment(ref _done);
        }
    }

    /// <summary>Computes an item; whoever completes the last one of a plane finishes the plane.</summary>
    private void Complete(int item, ref DirectDriver driver)
    {
        driver.Run(_work[item], _work.ByPixels);
        int plane = _work.PlaneOf(item);
        if (Interlocked.Decrement(ref _openItems[plane]) == 0)
        {
            (int image, int depth) = _work.Locate(plane);
            _call.Finish(image, depth);
        }
    }

    /// <summary>The last of caller and helpers to leave puts the job back; before that a late helper may still read it.</summary>
    private void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            _call = default;
            s_pool.Add(this);
        }
    }
}
