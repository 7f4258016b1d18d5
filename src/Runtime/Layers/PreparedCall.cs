using Conv3DGen.Kernels;
using Conv3DGen.Winograd;

namespace Conv3DGen;

/// <summary>What a layer does for one input shape: its geometry, and the algorithm with its weights.</summary>
/// <param name="geometry">All sizes.</param>
/// <param name="form">The form of Winograd convolution; null for direct.</param>
internal abstract class PreparedCall(ConvGeometry geometry, WinogradForm? form)
{
    /// <summary>All sizes.</summary>
    public ConvGeometry Geometry { get; } = geometry;

    /// <summary>The form of Winograd convolution; null for direct.</summary>
    public WinogradForm? Form { get; } = form;

    /// <summary>The algorithm, for people.</summary>
    public abstract string Title { get; }

    /// <summary>Bytes of scratch that each thread of a call needs.</summary>
    public abstract long WorkspaceBytes(Parallelism parallelism);

    /// <summary>Computes the output; the result does not depend on the number of threads.</summary>
    public abstract void Run(ConvCall tensors, Parallelism parallelism);
}

/// <summary>Direct convolution.</summary>
internal sealed class PreparedDirect(ConvGeometry geometry, PackedWeights weights, string title) : PreparedCall(geometry, form: null)
{
    public override string Title => title;

    public override long WorkspaceBytes(Parallelism parallelism) => DirectJob.WorkspaceBytes(Geometry);

    public override void Run(ConvCall tensors, Parallelism parallelism) => DirectJob.Run(tensors, weights, parallelism);
}

/// <summary>Direct convolution with pixels for lanes.</summary>
internal sealed class PreparedPixels(PixelPlan plan, ConvGeometry geometry, PackedWeights weights) : PreparedCall(geometry, form: null)
{
    public override string Title => plan.Code.Title;

    public override long WorkspaceBytes(Parallelism parallelism) => plan.WorkspaceBytes(parallelism.Threads(plan.Work));

    public override void Run(ConvCall tensors, Parallelism parallelism) => PixelCall.Run(tensors, plan, weights, parallelism);
}

/// <summary>Direct convolution with pixels for lanes, on panels.</summary>
internal sealed class PreparedPanels(PanelPlan plan, PackedWeights weights) : PreparedCall(plan.Geometry, form: null)
{
    public override string Title => plan.Code.Title;

    public override long WorkspaceBytes(Parallelism parallelism) => plan.WorkspaceBytes;

    public override void Run(ConvCall tensors, Parallelism parallelism) => PanelCall.Run(tensors, plan, weights, parallelism);
}

/// <summary>Direct convolution tap by tap.</summary>
internal sealed class PreparedTaps(TapPlan plan) : PreparedCall(plan.Geometry, form: null)
{
    public override string Title => plan.Title;

    public override long WorkspaceBytes(Parallelism parallelism) => plan.WorkspaceBytes(parallelism.Threads(plan.Work));

    public override void Run(ConvCall tensors, Parallelism parallelism) => TapCall.Run(tensors, plan, parallelism);
}

/// <summary>Winograd convolution on tiles: transform, multiply, transform back.</summary>
internal sealed class PreparedWinograd(WinogradPlan plan, TransformedWeights weights) : PreparedCall(plan.Geometry, plan.Form)
{
    public TransformedWeights Weights { get; } = weights;

    public override string Title => plan.Title;

    public override long WorkspaceBytes(Parallelism parallelism) => plan.WorkspaceBytes(parallelism.Threads(plan.Work));

    public override void Run(ConvCall tensors, Parallelism parallelism) => WinogradCall.Run(tensors, plan, Weights, parallelism);
}

/// <summary>Winograd convolution along the depth, over direct convolutions.</summary>
internal sealed class PreparedDepth(DepthPlan plan, DepthWeights weights, PackedWeights packed) : PreparedCall(plan.Geometry, WinogradForm.Depth)
{
    public override string Title => plan.Title;

    public override long WorkspaceBytes(Parallelism parallelism) => plan.WorkspaceBytes(parallelism.Threads(plan.Work));

    public override void Run(ConvCall tensors, Parallelism parallelism) => DepthCall.Run(tensors, plan, weights, packed, parallelism);
}

/// <summary>Winograd convolution on rows.</summary>
internal sealed class PreparedRows(RowPlan plan, RowWeights weights) : PreparedCall(plan.Geometry, WinogradForm.Rows)
{
    public RowWeights Weights { get; } = weights;

    public override string Title => RowPlan.Title;

    public override long WorkspaceBytes(Parallelism parallelism) => plan.WorkspaceBytes(parallelism.Threads(plan.Work));

    public override void Run(ConvCall tensors, Parallelism parallelism) => RowCall.Run(tensors, plan, Weights, parallelism);
}
