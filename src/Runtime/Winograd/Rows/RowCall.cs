using Conv3DGen.Kernels;

namespace Conv3DGen.Winograd;

/// <summary>One call of the form that filters the width alone.</summary>
/// <param name="Plan">Sizes and code.</param>
/// <param name="Weights">Transformed for the plan's code.</param>
/// <param name="Tensors">Input, output and activation.</param>
/// <param name="Cut">How the output is shared out.</param>
internal readonly unsafe record struct RowCall(RowPlan Plan, RowWeights Weights, ConvCall Tensors, RowChunks Cut) : IChunkedCall<RowDriver>
{
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

        int threads = parallelism.Threads(plan.Geometry.MultiplyAdds / 2);
        ChunkedJob<RowCall, RowDriver>.Run(new(plan, weights, tensors, plan.Cut(threads)), threads);
    }

    /// <inheritdoc/>
    public RowDriver Driver(float* workspace) => new(this, workspace);
}
