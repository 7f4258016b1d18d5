using System.Runtime.ExceptionServices;

namespace Conv3DGen.Kernels;

/// <summary>
/// Items of work that a caller shares with helpers from the thread pool. The caller works too, so a busy pool slows a call down but
/// cannot block it.
/// </summary>
internal abstract class SharedJob : IThreadPoolWorkItem
{
    private int _items;
    private int _next;
    private int _done;
    private int _users;
    private volatile Exception? _failure;

    /// <inheritdoc/>
    void IThreadPoolWorkItem.Execute()
    {
        Work();
        Release();
    }

    /// <summary>Runs all items on up to a number of threads, and returns when they are done.</summary>
    /// <param name="items">Items, at least 1.</param>
    /// <param name="threads">Threads, the caller's included.</param>
    protected void Run(int items, int threads)
    {
        _items = items;
        _next = 0;
        _done = 0;
        _users = threads;
        _failure = null;
        for (int i = 1; i < threads; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        Work();
        WaitFor(items);
        Exception? failure = _failure;
        Release();
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>Takes items until there are none: a thread's share, with what it prepares once. A helper that comes too late finds none.</summary>
    protected abstract void Work();

    /// <summary>Puts the job back into its pool; nobody uses it any more.</summary>
    protected abstract void Recycle();

    /// <summary>Takes the next item.</summary>
    protected bool TryTake(out int item)
    {
        item = Interlocked.Increment(ref _next) - 1;
        return item < _items;
    }

    /// <summary>Reports an item as done, or as failed.</summary>
    protected void Complete(Exception? failure = null)
    {
        if (failure is not null)
        {
            _failure = failure; // from a user's activation; thrown again on the caller's thread
        }

        Interlocked.Increment(ref _done);
    }

    /// <summary>Waits until a number of items is done. Those who do them are inside them: sleeping would cost more than they take.</summary>
    protected void WaitFor(int items)
    {
        var wait = default(SpinWait);
        while (Volatile.Read(ref _done) < items)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }
    }

    /// <summary>The last of caller and helpers to leave puts the job back; before that a late helper may still read it.</summary>
    private void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            Recycle();
        }
    }
}
