using Conv3DGen.Kernels;

namespace Conv3DGen.Winograd;

/// <summary>One call: what to compute, how, and with which weights.</summary>
/// <param name="Plan">Sizes, tiles and code.</param>
/// <param name="Weights">Transformed for the plan's form and code.</param>
/// <param name="Tensors">Input, output and activation.</param>
internal readonly record struct WinogradCall(WinogradPlan Plan, TransformedWeights Weights, ConvCall Tensors)
{
    /// <summary>From this size on an output outlives the cache anyway, so that stores past it save reading what they overwrite.</summary>
    private const long StreamedBytes = 4 << 20;

    private const int Alignment = 64;

    /// <summary>Whether outputs are stored past the cache.</summary>
    public unsafe bool Streams
    {
        get
        {
            ConvGeometry geometry = Plan.Geometry;
            return geometry.OutputCount * sizeof(float) >= StreamedBytes
                && geometry.Format == DataFormat.ChannelsLast
                && geometry.Filters * sizeof(float) % Alignment == 0
                && (nint)Tensors.Target % Alignment == 0
                && Plan.Code.Depths[(int)Plan.Form.First].StreamedOutput != null;
        }
    }
}
