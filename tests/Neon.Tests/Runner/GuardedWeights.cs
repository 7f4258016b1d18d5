using System.Runtime.CompilerServices;
using Conv3DGen.Kernels;

namespace Conv3DGen.Neon.Runner;

/// <summary>
/// A built layer's packed weights and biases, moved between guard pages. In the library they share one array with room for
/// alignment, where reading too far would go unseen.
/// </summary>
internal sealed unsafe class GuardedWeights : IDisposable
{
    private readonly PackedWeights _packed;
    private readonly float* _oldStart;
    private readonly nint _oldBiasOffset;
    private readonly GuardedFloats _weights;
    private readonly GuardedFloats _biases;

    public GuardedWeights(Conv3D layer, GuardSide side)
    {
        _packed = State(layer)!.Packed;
        _oldStart = Start(_packed);
        _oldBiasOffset = BiasOffset(_packed);
        _weights = GuardedFloats.Copy(_oldStart, (int)_oldBiasOffset, side);
        _biases = GuardedFloats.Copy(_oldStart + _oldBiasOffset, _packed.Groups * _packed.PaddedFilters, side);
        Start(_packed) = _weights.Start;
        BiasOffset(_packed) = (nint)(_biases.Start - _weights.Start);
    }

    public void Dispose()
    {
        Start(_packed) = _oldStart;
        BiasOffset(_packed) = _oldBiasOffset;
        _weights.Dispose();
        _biases.Dispose();
    }

    /// <summary>What a built layer has.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_state")]
    public static extern ref LayerState? State(Conv3D layer);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_start")]
    private static extern ref float* Start(PackedWeights packed);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_biasOffset")]
    private static extern ref nint BiasOffset(PackedWeights packed);
}
