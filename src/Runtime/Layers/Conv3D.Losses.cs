using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Conv3DGen;

/// <content>Penalties.</content>
public partial class Conv3D
{
    private volatile ActivityLoss? _activityLoss;

    /// <summary>
    /// The penalties as they are now: of the kernel, of the bias, and of the output of the last call on values, divided by its batch size.
    /// Only those that have a regularizer; of the weights only where <see cref="Trainable"/>, as in Keras 3. A call into the caller's memory
    /// counts, a call on a symbolic tensor does not.
    /// </summary>
    /// <exception cref="ArgumentException">A regularizer does not take the weight's shape.</exception>
    public IReadOnlyList<double> Losses => [.. WeightLosses(), .. LastActivityLoss is { } loss ? [loss.Value] : Array.Empty<double>()];

    /// <summary>Updates that a training step would have to run: a convolution has none.</summary>
    public IReadOnlyList<SymbolicTensor> Updates => [];

    /// <summary>The penalties that depend on an input, or those that depend on none.</summary>
    /// <param name="inputs">
    /// The very tensor of the last call on values, for the penalty of its output; null for the penalties of the weights.
    /// </param>
    /// <returns>None for another tensor.</returns>
    /// <exception cref="ArgumentException">A regularizer does not take the weight's shape.</exception>
    [OverloadResolutionPriority(1)] // what a plain null means
    public IReadOnlyList<double> GetLossesFor(Tensor<float>? inputs)
    {
        if (inputs is null)
        {
            return [.. WeightLosses()];
        }

        return LastActivityLoss is { } loss && loss.IsOf(inputs) ? [loss.Value] : [];
    }

    /// <summary>The penalties that depend on a symbolic input: numbers that nobody has computed.</summary>
    /// <param name="inputs">What the layer was called on.</param>
    /// <returns>One symbolic number for each call on it, where there is an <see cref="ActivityRegularizer"/>.</returns>
    public IReadOnlyList<SymbolicTensor> GetLossesFor(SymbolicTensor inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return ActivityRegularizer is null
            ? []
            : [.. _inboundNodes.Where(node => node.Input == inputs).Select(node => new SymbolicTensor($"{node.Output.Name}/activity_loss", [], null, node))];
    }

    /// <summary>The updates that depend on an input: none.</summary>
    /// <param name="inputs">Any tensor, or null.</param>
    public IReadOnlyList<SymbolicTensor> GetUpdatesFor(object? inputs) => [];

    private ActivityLoss? LastActivityLoss => ActivityRegularizer is null ? null : _activityLoss;

    private IEnumerable<double> WeightLosses()
    {
        if (_state is { } state && Trainable)
        {
            if (KernelRegularizer is { } ofKernel)
            {
                yield return ofKernel.Call(state.Weights.Kernel.Span, KernelShape(state.InputChannels));
            }

            if (BiasRegularizer is { } ofBias && UseBias)
            {
                yield return ofBias.Call(state.Weights.Bias.Span, Filters);
            }
        }
    }

    /// <summary>After a call on values. It allocates, but only in a layer with an activity regularizer.</summary>
    private void KeepActivityLoss(ConvGeometry geometry, ReadOnlySpan<float> output, Tensor<float>? input)
    {
        if (ActivityRegularizer is { } regularizer)
        {
            double loss = regularizer.Call(output, geometry.OutputLengths);
            _activityLoss = new(geometry.Batch == 0 ? 0 : loss / geometry.Batch, input is null ? null : new(input));
        }
    }

    /// <param name="Value">The penalty over the batch size; 0 for an empty batch.</param>
    /// <param name="Input">The input, which the layer does not keep alive; null where it was no tensor.</param>
    private sealed record ActivityLoss(double Value, WeakReference<Tensor<float>>? Input)
    {
        public bool IsOf(Tensor<float> input) => Input is { } reference && reference.TryGetTarget(out Tensor<float>? own) && ReferenceEquals(own, input);
    }
}
