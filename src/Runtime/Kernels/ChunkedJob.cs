using System.Runtime.CompilerServices;

namespace Conv3DGen.Kernels;

/// <summary>A call cut into chunks of work that need scratch memory.</summary>
/// <typeparam name="TDriver">Who computes chunks on one thread.</typeparam>
internal unsafe interface IChunkedCall<TDriver>
    where TDriver : struct, IChunkDriver
{
    /// <summary>Input, output and activation.</summary>
    ConvCall Tensors { get; }

    /// <summary>Chunks, at least 1.</summary>
    int Chunks { get; }

    /// <summary>Floats of scratch that a thread needs.</summary>
    nint WorkspaceFloats { get; }

    /// <summary>Prepares a thread.</summary>
    /// <param name="workspace">Memory of <see cref="WorkspaceFloats"/>, aligned to 64 bytes; what is in it is arbitrary.</param>
    TDriver Driver(float* workspace);
}

/// <summary>Computes chunks on one thread.</summary>
internal interface IChunkDriver
{
    /// <summary>Computes one chunk.</summary>
    void Run(int chunk);
}

/// <summary>
/// Runs the chunks of a call, alone or with helpers, and then the activation where it is no clamp. Jobs and workspaces are pooled: a call
/// allocates nothing once the pools have warmed up.
/// </summary>
internal sealed unsafe class ChunkedJob<TCall, TDriver> : SharedJob
    where TCall : struct, IChunkedCall<TDriver>
    where TDriver : struct, IChunkDriver
{
    private static readonly JobPool s_pool = new(() => new ChunkedJob<TCall, TDriver>());

    private TCall _call;

    /// <summary>Runs a call; the result does not depend on the number of threads.</summary>
    public static void Run(TCall call, int threads)
    {
        threads = Math.Min(threads, call.Chunks);
        if (threads == 1 || s_pool.Rent() is not ChunkedJob<TCall, TDriver> job)
        {
            RunAlone(call);
            return;
        }

        job._call = call;
        job.Run(call.Chunks + (call.Tensors.IsFinished ? 0 : Planes(call)), threads);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Work()
    {
        Workspace? workspace = null;
        TDriver driver = default;
        while (TryTake(out int item))
        {
            Exception? failure = null;
            try
            {
                if (item >= _call.Chunks)
                {
                    WaitFor(_call.Chunks); // an activation may need a whole row, which chunks may cut
                    Finish(_call, item - _call.Chunks);
                }
                else
                {
                    if (workspace is null)
                    {
                        workspace = Workspace.Rent(_call.WorkspaceFloats);
                        driver = _call.Driver(workspace.Start);
                    }

                    driver.Run(item);
                }
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
        s_pool.Return(this);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunAlone(TCall call)
    {
        Workspace workspace = Workspace.Rent(call.WorkspaceFloats);
        TDriver driver = call.Driver(workspace.Start);
        for (int i = 0; i < call.Chunks; i++)
        {
            driver.Run(i);
        }

        workspace.Return();
        for (int plane = 0; plane < Planes(call) && !call.Tensors.IsFinished; plane++)
        {
            Finish(call, plane);
        }
    }

    private static int Planes(TCall call) => call.Tensors.Geometry.Batch * call.Tensors.Geometry.Loops.Depth.Output;

    private static void Finish(TCall call, int plane)
    {
        (int image, int depth) = Math.DivRem(plane, call.Tensors.Geometry.Loops.Depth.Output);
        call.Tensors.Finish(image, depth);
    }
}
