using System.Runtime.CompilerServices;
using Conv3DGen.Winograd;

namespace Conv3DGen.Neon.Runner;

/// <summary>
/// What a Winograd convolution uses besides input and output, moved between guard pages: transformed weights, biases, and the workspace of the
/// next call of this thread.
/// </summary>
internal sealed unsafe class GuardedWinograd : IDisposable
{
    private readonly TransformedWeights _transformed;
    private readonly float* _oldStart;
    private readonly nint _oldBiasOffset;
    private readonly GuardedFloats _weights;
    private readonly GuardedFloats _biases;

    private readonly Workspace _workspace = new();
    private readonly NativeFloats _memory;
    private readonly float* _oldMemory;
    private readonly GuardedFloats _scratch;

    private GuardedWinograd(TransformedWeights transformed, int workspace, GuardSide side)
    {
        _transformed = transformed;
        _oldStart = Start(Memory(transformed));
        _oldBiasOffset = BiasOffset(transformed);
        _weights = GuardedFloats.Copy(_oldStart, (int)_oldBiasOffset, side);
        _biases = GuardedFloats.Copy(_oldStart + _oldBiasOffset, transformed.PaddedFilters, side);
        Start(Memory(transformed)) = _weights.Start;
        BiasOffset(transformed) = (nint)(_biases.Start - _weights.Start);

        _scratch = new(workspace, side);
        _scratch.Span.Fill(float.NaN); // what nobody writes must not pass for a zero
        _memory = new(workspace);
        _oldMemory = Start(_memory);
        Start(_memory) = _scratch.Start;
        Memory(_workspace) = _memory;
        _workspace.Return(); // to the pool, from where the thread's next call takes it
    }

    /// <summary>Guards the last shape that the layer was built for; null where that is no Winograd convolution.</summary>
    public static GuardedWinograd? Of(Conv3D layer, GuardSide side)
        => GuardedWeights.State(layer)!.Last is { Weights: { } weights } ? new(weights, (int)(layer.WorkspaceBytes / sizeof(float)), side) : null;

    public void Dispose()
    {
        if (Workspace.Rent(_memory.Count) != _workspace)
        {
            throw new InvalidOperationException("Another workspace was on top of the pool: the call may have run on that one, unguarded.");
        }

        Start(_memory) = _oldMemory;
        Start(Memory(_transformed)) = _oldStart;
        BiasOffset(_transformed) = _oldBiasOffset;
        _weights.Dispose();
        _biases.Dispose();
        _scratch.Dispose();
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_memory")]
    private static extern ref NativeFloats Memory(TransformedWeights transformed);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_memory")]
    private static extern ref NativeFloats? Memory(Workspace workspace);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_biasOffset")]
    private static extern ref nint BiasOffset(TransformedWeights transformed);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "<Start>k__BackingField")]
    private static extern ref float* Start(NativeFloats memory);
}
