using Conv3DGen.Kernels;

namespace Conv3DGen.Winograd;

/// <summary>One call of the form that filters the width alone.</summary>
/// <param name="plan">Sizes and code.</param>
/// <param name="weights">Transformed for the plan's code.</param>
/// <param name="tensors">Input, output and activation.</param>
/// <param name="cut">How the output is shared out.</param>
internal readonly unsafe struct RowCall(RowPlan plan, RowWeights weights, ConvCall tensors, RowChunks cut) : IChunkedCall<RowDriver>
{
    public RowPlan Plan { get; } = plan;

    public RowWeights Weights { get; } = weights;

    public ConvCall Tensors { get; } = tensors;

    public RowChunks Cut { get; } = cut;

    /// <inheritdoc/>
    public int Chunks => Cut.Count;

    /// <inheritdoc/>
    public nint WorkspaceFloats => new RowScratch(Plan, Cut).Floats;

    /// <summary>Runs a call; the result does not depend on the number of threads.</summary>
    public static void Run(ConvCall tensors, RowPlan plan, RowWeights weights, Parallelism parallelism)
    {
        if (plan.Geometry.OutputCount == 0)
        {
            return;
        }

        int threads = parallelism.Threads(plan.Work);
        ChunkedJob<RowCall, RowDriver>.Run(new(plan, weights, tensors, plan.Cut(threads)), threads);
    }

    /// <inheritdoc/>
    public RowDriver Driver(float* workspace) => new(this, workspace);
}
