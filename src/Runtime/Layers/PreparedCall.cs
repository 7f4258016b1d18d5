using Conv3DGen.Kernels;
using Conv3DGen.Winograd;

namespace Conv3DGen;

/// <summary>What a layer does for one input shape: its geometry, and the plan and weights where Winograd computes it.</summary>
/// <param name="Geometry">All sizes.</param>
/// <param name="Plan">How; null for direct convolution.</param>
/// <param name="Weights">Transformed for the plan; null for direct convolution.</param>
internal sealed record PreparedCall(ConvGeometry Geometry, WinogradPlan? Plan, TransformedWeights? Weights)
{
    /// <summary>Bytes of scratch a thread needs.</summary>
    public long WorkspaceBytes(int threads) => Plan?.WorkspaceBytes(threads) ?? (TileSink.ScratchFloats * sizeof(float));
}
