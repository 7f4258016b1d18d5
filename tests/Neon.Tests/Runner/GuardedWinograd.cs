using System.Runtime.CompilerServices;
using Conv3DGen.Kernels;
using Conv3DGen.Winograd;

namespace Conv3DGen.Neon.Runner;

/// <summary>
/// What a Winograd convolution uses besides input and output, moved between guard pages: transformed weights, biases, and the workspace of the
/// next call of this thread.
/// </summary>
internal sealed unsafe class GuardedWinograd : IDisposable
{
    private readonly NativeFloats _transformed;
    private readonly Action<nint> _setBiasOffset;
    private readonly float* _oldStart;
    private readonly nint _oldBiasOffset;
    private readonly GuardedFloats _weights;
    private readonly GuardedFloats _biases;

    private readonly Workspace _workspace = new();
    private readonly NativeFloats _memory;
    private readonly float* _oldMemory;
    private readonly GuardedFloats _scratch;

    /// <param name="transformed">Weights, then biases.</param>
    /// <param name="biasOffset">Where the biases begin.</param>
    /// <param name="biases">How many there are.</param>
    /// <param name="setBiasOffset">Moves them.</param>
    /// <param name="workspace">Floats of the workspace.</param>
    /// <param name="side">Where the guard page is.</param>
    private GuardedWinograd(NativeFloats transformed, nint biasOffset, int biases, Action<nint> setBiasOffset, int workspace, GuardSide side)
    {
        _transformed = transformed;
        _setBiasOffset = setBiasOffset;
        _oldStart = GuardedWeights.Start(transformed);
        _oldBiasOffset = biasOffset;
        _weights = GuardedFloats.Copy(_oldStart, (int)biasOffset, side);
        _biases = GuardedFloats.Copy(_oldStart + biasOffset, biases, side);
        GuardedWeights.Start(transformed) = _weights.Start;
        setBiasOffset((nint)(_biases.Start - _weights.Start));

        _scratch = new(workspace, side);
        _scratch.Span.Fill(float.NaN); // what nobody writes must not pass for a zero
        _memory = new(workspace);
        _oldMemory = GuardedWeights.Start(_memory);
        GuardedWeights.Start(_memory) = _scratch.Start;
        Memory(_workspace) = _memory;
        _workspace.Return(); // to the pool, from where the thread's next call takes it
    }

    /// <summary>Guards the last shape that the layer was built for; null where that is no Winograd convolution.</summary>
    public static GuardedWinograd? Of(Conv3D layer, GuardSide side)
    {
        int workspace = (int)(layer.WorkspaceBytes / sizeof(float));
        return GuardedWeights.State(layer)!.Last switch
        {
            PreparedWinograd { Weights: var w } => new(Memory(w), BiasOffset(w), w.PaddedFilters, offset => BiasOffset(w) = offset, workspace, side),
            PreparedRows { Weights: var w } => new(Memory(w), BiasOffset(w), w.PaddedFilters, offset => BiasOffset(w) = offset, workspace, side),
            _ => null,
        };
    }

    public void Dispose()
    {
        if (Workspace.Rent(_memory.Count) != _workspace)
        {
            throw new InvalidOperationException("Another workspace was on top of the pool: the call may have run on that one, unguarded.");
        }

        GuardedWeights.Start(_memory) = _oldMemory;
        GuardedWeights.Start(_transformed) = _oldStart;
        _setBiasOffset(_oldBiasOffset);
        _weights.Dispose();
        _biases.Dispose();
        _scratch.Dispose();
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_memory")]
    private static extern ref NativeFloats Memory(TransformedWeights transformed);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_memory")]
    private static extern ref NativeFloats Memory(RowWeights transformed);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_memory")]
    private static extern ref NativeFloats? Memory(Workspace workspace);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_biasOffset")]
    private static extern ref nint BiasOffset(TransformedWeights transformed);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_biasOffset")]
    private static extern ref nint BiasOffset(RowWeights transformed);
}
