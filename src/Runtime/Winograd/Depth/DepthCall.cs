using Conv3DGen.Kernels;

namespace Conv3DGen.Winograd;

/// <summary>One call of the form that filters the depth alone.</summary>
/// <param name="plan">Sizes.</param>
/// <param name="weights">Transformed, and packed for the layer's microkernels.</param>
/// <param name="packed">The layer's weights as they are, for their biases.</param>
/// <param name="tensors">Input, output and activation.</param>
/// <param name="cut">How the output is shared out.</param>
internal readonly unsafe struct DepthCall(DepthPlan plan, DepthWeights weights, PackedWeights packed, ConvCall tensors, DepthChunks cut) : IChunkedCall<DepthDriver>
{
    public DepthPlan Plan { get; } = plan;

    public DepthWeights Weights { get; } = weights;

    public PackedWeights Packed { get; } = packed;

    public ConvCall Tensors { get; } = tensors;

    public DepthChunks Cut { get; } = cut;

    /// <inheritdoc/>
    public int Chunks => Cut.Count;

    /// <inheritdoc/>
    public nint WorkspaceFloats => new DepthScratch(Plan, Cut).Floats;

    /// <summary>Runs a call; the result does not depend on the number of threads.</summary>
    public static void Run(ConvCall tensors, DepthPlan plan, DepthWeights weights, PackedWeights packed, Parallelism parallelism)
    {
        if (plan.Geometry.OutputCount == 0)
        {
            return;
        }

        int threads = parallelism.Threads(plan.Work);
        ChunkedJob<DepthCall, DepthDriver>.Run(new(plan, weights, packed, tensors, plan.Cut(threads)), threads);
    }

    /// <inheritdoc/>
    public DepthDriver Driver(float* workspace) => new(this, workspace);
}
