using Conv3DGen.Kernels;

namespace Conv3DGen.Winograd;

/// <summary>One call: what to compute, how, and with which weights.</summary>
/// <param name="Plan">Sizes, tiles and code.</param>
/// <param name="Weights">Transformed for the plan's form and code.</param>
/// <param name="Tensors">Input, output and activation.</param>
internal readonly record struct WinogradCall(WinogradPlan Plan, TransformedWeights Weights, ConvCall Tensors)
{
    /// <summary>Whether outputs are stored past the cache.</summary>
    public unsafe bool Streams => Tensors.OutlivesCache && Plan.Code.Depths[(int)Plan.Form.First].StreamedOutput != null;
}
