namespace Conv3DGen.Kernels;

/// <summary>One call of a direct convolution tap by tap.</summary>
/// <param name="plan">Sizes, weights and code.</param>
/// <param name="tensors">Input, output and activation.</param>
/// <param name="cut">How the output is shared out.</param>
internal readonly unsafe struct TapCall(TapPlan plan, ConvCall tensors, TapCut cut) : IChunkedCall<TapDriver>
{
    public TapPlan Plan { get; } = plan;

    public ConvCall Tensors { get; } = tensors;

    public TapCut Cut { get; } = cut;

    /// <inheritdoc/>
    public int Chunks => Cut.Count;

    /// <inheritdoc/>
    public nint WorkspaceFloats => new TapScratch(Plan, Cut).Floats;

    /// <summary>Runs a call; the result does not depend on the number of threads.</summary>
    public static void Run(ConvCall tensors, TapPlan plan, Parallelism parallelism)
    {
        int threads = parallelism.Threads(plan.Work);
        ChunkedJob<TapCall, TapDriver>.Run(new(plan, tensors, plan.Cut(threads)), threads);
    }

    /// <inheritdoc/>
    public TapDriver Driver(float* workspace) => new(this, workspace);
}
