using System.Runtime.CompilerServices;
using Conv3DGen.Kernels;

namespace Conv3DGen.Winograd;

/// <summary>
/// Runs the chunks of a Winograd convolution, alone or with helpers, and then the activation where it is no clamp. Jobs and workspaces are
/// pooled: a call allocates nothing once the pools have warmed up.
/// </summary>
internal sealed class WinogradJob : SharedJob
{
    private static readonly JobPool<WinogradJob> s_pool = new();

    private WinogradCall? _call;
    private WinogradChunks _chunks;

    /// <summary>Runs a call; the result does not depend on the number of threads.</summary>
    public static void Run(ConvCall tensors, WinogradPlan plan, TransformedWeights weights, Parallelism parallelism)
    {
        if (plan.Tiles == 0)
        {
            return;
        }

        var call = new WinogradCall(plan, weights, tensors);
        int threads = parallelism.Threads((double)plan.Tiles * plan.Form.Frequencies * plan.Geometry.InputChannels * plan.Geometry.Filters);
        var chunks = new WinogradChunks(plan, threads);
        threads = Math.Min(threads, chunks.Count);
        if (threads == 1 || !s_pool.TryRent(out WinogradJob? job))
        {
            RunAlone(call, chunks);
            return;
        }

        job._call = call;
        job._chunks = chunks;
        job.Run(chunks.Count + (tensors.IsFinished ? 0 : Planes(plan)), threads);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override unsafe void Work()
    {
        Workspace? workspace = null;
        WinogradDriver driver = default;
        while (TryTake(out int item))
        {
            Exception? failure = null;
            try
            {
                if (item >= _chunks.Count)
                {
                    WaitFor(_chunks.Count); // an activation may need a whole row, which tiles cut
                    Finish(_call!.Value, item - _chunks.Count);
                }
                else
                {
                    if (workspace is null)
                    {
                        workspace = Workspace.Rent(_call!.Value.Plan.WorkspaceOf(_chunks.Longest));
                        driver = new(_call.Value, _chunks, workspace.Start);
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
        _call = null;
        s_pool.Return(this);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void RunAlone(WinogradCall call, WinogradChunks chunks)
    {
        Workspace workspace = Workspace.Rent(call.Plan.WorkspaceOf(chunks.Longest));
        var driver = new WinogradDriver(call, chunks, workspace.Start);
        for (int i = 0; i < chunks.Count; i++)
        {
            driver.Run(i);
        }

        workspace.Return();
        for (int plane = 0; plane < Planes(call.Plan) && !call.Tensors.IsFinished; plane++)
        {
            Finish(call, plane);
        }
    }

    private static int Planes(WinogradPlan plan) => plan.Geometry.Batch * plan.Geometry.Loops.Depth.Output;

    private static void Finish(WinogradCall call, int plane)
    {
        (int image, int depth) = Math.DivRem(plane, call.Plan.Geometry.Loops.Depth.Output);
        call.Tensors.Finish(image, depth);
    }
}
