using Conv3DGen.Kernels;

namespace Conv3DGen.Winograd;

/// <summary>One call: what to compute, how, and with which weights.</summary>
/// <param name="plan">Sizes, tiles and code.</param>
/// <param name="weights">Transformed for the plan's form and code.</param>
/// <param name="tensors">Input, output and activation.</param>
/// <param name="cut">How the tiles are shared out.</param>
internal readonly unsafe struct WinogradCall(WinogradPlan plan, TransformedWeights weights, ConvCall tensors, WinogradChunks cut) : IChunkedCall<WinogradDriver>
{
    public WinogradPlan Plan { get; } = plan;

    public TransformedWeights Weights { get; } = weights;

    public ConvCall Tensors { get; } = tensors;

    public WinogradChunks Cut { get; } = cut;

    /// <summary>Whether outputs are stored past the cache.</summary>
    public bool Streams => Tensors.OutlivesCache && Plan.Code.Depths[(int)Plan.Form.First].StreamedOutput != null;

    /// <inheritdoc/>
    public int Chunks => Cut.Count;

    /// <inheritdoc/>
    public nint WorkspaceFloats => Plan.WorkspaceOf(Cut.Longest);

    /// <summary>Runs a call; the result does not depend on the number of threads.</summary>
    public static void Run(ConvCall tensors, WinogradPlan plan, TransformedWeights weights, Parallelism parallelism)
    {
        if (plan.Tiles == 0)
        {
            return;
        }

        int threads = parallelism.Threads(plan.Work);
        ChunkedJob<WinogradCall, WinogradDriver>.Run(new(plan, weights, tensors, new(plan, threads)), threads);
    }

    /// <inheritdoc/>
    public WinogradDriver Driver(float* workspace) => new(this, workspace);
}
