using System.Numerics.Tensors;

namespace Conv3DGen;

/// <content>The weights as objects with names.</content>
public partial class Conv3D
{
    private LayerWeight[]? _weights;

    /// <summary>The weights in Keras's order: kernel, then bias where the layer has one; none before the layer is built.</summary>
    public IReadOnlyList<LayerWeight> Weights
    {
        get
        {
            if (_state is not { } state)
            {
                return [];
            }

            if (_weights is null)
            {
                Interlocked.CompareExchange(ref _weights, CreateWeights(state), null);
            }

            return _weights;
        }
    }

    /// <summary>The same as <see cref="Weights"/>.</summary>
    public IReadOnlyList<LayerWeight> Variables => Weights;

    /// <summary>All weights where <see cref="Trainable"/>, else none.</summary>
    public IReadOnlyList<LayerWeight> TrainableWeights => Trainable ? Weights : [];

    /// <summary>No weights where <see cref="Trainable"/>, else all.</summary>
    public IReadOnlyList<LayerWeight> NonTrainableWeights => Trainable ? [] : Weights;

    /// <summary>The same as <see cref="TrainableWeights"/>.</summary>
    public IReadOnlyList<LayerWeight> TrainableVariables => TrainableWeights;

    /// <summary>The same as <see cref="NonTrainableWeights"/>.</summary>
    public IReadOnlyList<LayerWeight> NonTrainableVariables => NonTrainableWeights;

    /// <summary>What the layer asks of its input: five axes, and, once it is built, the channels it was built for.</summary>
    public InputSpec InputSpec
    {
        get
        {
            var axes = new Dictionary<int, int>();
            if (_state is { } state)
            {
                axes[DataFormat == DataFormat.ChannelsLast ? 4 : 1] = state.InputChannels;
            }

            return new(5, axes.AsReadOnly());
        }
    }

    private LayerWeight[] CreateWeights(LayerState state)
    {
        nint[] shape = KernelShape(state.InputChannels);
        var kernel = new LayerWeight(this, "kernel", shape, KernelRegularizer, KernelConstraint, () => Kernel, AssignKernel);
        return UseBias ? [kernel, new(this, "bias", [Filters], BiasRegularizer, BiasConstraint, () => Bias!, AssignBias)] : [kernel];

        void AssignKernel(Tensor<float> value)
        {
            float[] values = Values(value, shape, "the kernel", nameof(value));
            Replace(old => old.With(Spec, values, old.Weights.Bias.ToArray()));
        }

        void AssignBias(Tensor<float> value)
        {
            float[] values = Values(value, [Filters], "the bias", nameof(value));
            Replace(old => old.With(Spec, old.Weights.Kernel.ToArray(), values));
        }
    }

    /// <summary>Changes one weight so that the other is kept even if another thread is changing that.</summary>
    private void Replace(Func<LayerState, LayerState> change)
    {
        LayerState old;
        do
        {
            old = State;
        }
        while (Interlocked.CompareExchange(ref _state, change(old), old) != old);
    }
}
