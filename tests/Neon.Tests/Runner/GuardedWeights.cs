using System.Runtime.CompilerServices;
using Conv3DGen.Kernels;

namespace Conv3DGen.Neon.Runner;

/// <summary>
/// A built layer's packed weights and biases, moved between guard pages. In the library they share memory, rounded up to whole pages, where
/// reading too far would go unseen.
/// </summary>
internal sealed unsafe class GuardedWeights : IDisposable
{
    private readonly PackedWeights _packed;
    private readonly NativeFloats _memory;
    private readonly float* _oldStart;
    private readonly nint _oldBiasOffset;
    private readonly GuardedFloats _weights;
    private readonly GuardedFloats _biases;

    public GuardedWeights(Conv3D layer, GuardSide side)
    {
        _packed = State(layer)!.Packed;
        _memory = Memory(_packed);
        _oldStart = Start(_memory);
        _oldBiasOffset = BiasOffset(_packed);
        _weights = GuardedFloats.Copy(_oldStart, (int)_oldBiasOffset, side);
        _biases = GuardedFloats.Copy(_oldStart + _oldBiasOffset, _packed.Groups * _packed.PaddedFilters, side);
        Start(_memory) = _weights.Start;
        BiasOffset(_packed) = (nint)(_biases.Start - _weights.Start);
    }

    public void Dispose()
    {
        Start(_memory) = _oldStart;
        BiasOffset(_packed) = _oldBiasOffset;
        _weights.Dispose();
        _biases.Dispose();
    }

    /// <summary>What a built layer has.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_state")]
    public static extern ref LayerState? State(Conv3D layer);

    /// <summary>Where memory lies; whoever moves it puts it back, or it could not be freed.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "<Start>k__BackingField")]
    public static extern ref float* Start(NativeFloats memory);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_memory")]
    private static extern ref NativeFloats Memory(PackedWeights packed);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_biasOffset")]
    private static extern ref nint BiasOffset(PackedWeights packed);
}
