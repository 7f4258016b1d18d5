namespace Conv3DGen.Kernels;

/// <summary>One call of a convolution on panels.</summary>
/// <param name="plan">Sizes and code.</param>
/// <param name="weights">Weights as <see cref="PixelCode.Pack"/> has them.</param>
/// <param name="tensors">Input, output and activation.</param>
/// <param name="cut">How the work is shared out.</param>
internal readonly unsafe struct PanelCall(PanelPlan plan, PackedWeights weights, ConvCall tensors, PanelCut cut) : IChunkedCall<PanelDriver>
{
    public PanelPlan Plan { get; } = plan;

    public PackedWeights Weights { get; } = weights;

    public ConvCall Tensors { get; } = tensors;

    public PanelCut Cut { get; } = cut;

    /// <inheritdoc/>
    public int Chunks => checked(Plan.Geometry.Batch * Plan.Geometry.Groups * Cut.Ranges * Cut.Parts);

    /// <inheritdoc/>
    public nint WorkspaceFloats => Plan.Floats;

    /// <summary>Runs a call; the result does not depend on the number of threads.</summary>
    public static void Run(ConvCall tensors, PanelPlan plan, PackedWeights weights, Parallelism parallelism)
    {
        int threads = parallelism.Threads(plan.Work);
        ChunkedJob<PanelCall, PanelDriver>.Run(new(plan, weights, tensors, plan.Cut(threads)), threads);
    }

    /// <inheritdoc/>
    public PanelDriver Driver(float* workspace) => new(this, workspace);
}
