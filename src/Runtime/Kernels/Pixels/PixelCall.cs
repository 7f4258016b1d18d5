namespace Conv3DGen.Kernels;

/// <summary>One call of a direct convolution whose lanes are pixels.</summary>
/// <param name="plan">Sizes and code.</param>
/// <param name="weights">One block for the filters of a group.</param>
/// <param name="tensors">Input, output and activation.</param>
/// <param name="cut">How the output is shared out.</param>
internal readonly unsafe struct PixelCall(PixelPlan plan, PackedWeights weights, ConvCall tensors, RowChunks cut) : IChunkedCall<PixelDriver>
{
    public PixelPlan Plan { get; } = plan;

    public PackedWeights Weights { get; } = weights;

    public ConvCall Tensors { get; } = tensors;

    public RowChunks Cut { get; } = cut;

    /// <inheritdoc/>
    public int Chunks => checked(Cut.Count * Plan.Parts);

    /// <inheritdoc/>
    public nint WorkspaceFloats => new PixelScratch(Plan, Cut).Floats;

    /// <summary>Runs a call; the result does not depend on the number of threads.</summary>
    public static void Run(ConvCall tensors, PixelPlan plan, PackedWeights weights, Parallelism parallelism)
    {
        int threads = parallelism.Threads(plan.Work);
        ChunkedJob<PixelCall, PixelDriver>.Run(new(plan, weights, tensors, plan.Cut(threads)), threads);
    }

    /// <inheritdoc/>
    public PixelDriver Driver(float* workspace) => new(this, workspace);
}
