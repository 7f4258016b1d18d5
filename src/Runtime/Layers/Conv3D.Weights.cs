using System.Numerics.Tensors;
using Conv3DGen.Arguments;
using Conv3DGen.Kernels;

namespace Conv3DGen;

public partial class Conv3D
{
    private LayerState? _state;

    private LayerState State => _state ?? throw new InvalidOperationException($"Layer \"{Name}\" is not built: call Build(inputShape) or the layer first.");

    /// <summary>A copy of the kernel, [kd, kh, kw, channels / groups, filters].</summary>
    /// <exception cref="InvalidOperationException">The layer is not built.</exception>
    public Tensor<float> Kernel => Copy(State.Weights.Kernel, KernelShape(State.InputChannels));

    /// <summary>A copy of the bias, [filters]; null without one.</summary>
    /// <exception cref="InvalidOperationException">The layer is not built.</exception>
    public Tensor<float>? Bias => State is { } state && UseBias ? Copy(state.Weights.Bias, [Filters]) : null;

    /// <summary>
    /// Creates the weights by their initializers and chooses the kernel for an input shape. Calling a layer builds it;
    /// building a built layer again for the same channels changes nothing.
    /// </summary>
    /// <param name="inputShape">
    /// Five sizes in the layer's axis order, batch first; the channels must be known, null elsewhere means any. None at all stands for
    /// <see cref="BatchInputShape"/>.
    /// </param>
    /// <exception cref="ArgumentException">Not five sizes, channels unknown or not a multiple of the groups, or a kernel larger than the input.</exception>
    /// <exception cref="InvalidOperationException">
    /// Built before for other channels, or <see cref="RequireSpecialized"/> is set and no generated kernel matches.
    /// </exception>
    public void Build(params ReadOnlySpan<int?> inputShape)
    {
        InputSizes shape = InputSizes.Of(inputShape.IsEmpty && BatchInputShape is { } declared ? [.. declared] : inputShape, DataFormat);
        if (shape.Channels is not { } channels)
        {
            throw new ArgumentException("inputShape leaves the channels unknown; expected a number on the channel axis.", nameof(inputShape));
        }

        _ = shape.Output(Spec);
        ConvGeometry? geometry = shape.IsKnown ? GeometryOf(shape) : null;
        LayerState state = EnsureBuilt(channels);
        if (geometry is not null)
        {
            _ = Prepare(state, geometry);
        }
    }

    /// <summary>The number of weights, kernel and bias together.</summary>
    /// <exception cref="InvalidOperationException">The layer is not built.</exception>
    public long CountParams() => (long)State.Weights.Kernel.Length + State.Weights.Bias.Length;

    /// <summary>Copies of the weights in Keras's order: kernel, then bias where the layer has one; none before the layer is built.</summary>
    public Tensor<float>[] GetWeights()
    {
        if (_state is not { } state)
        {
            return [];
        }

        Tensor<float> kernel = Copy(state.Weights.Kernel, KernelShape(state.InputChannels));
        return UseBias ? [kernel, Copy(state.Weights.Bias, [Filters])] : [kernel];
    }

    /// <summary>Replaces the weights, and packs them for the kernel. On failure the layer keeps its weights.</summary>
    /// <param name="weights">
    /// Kernel [kd, kh, kw, channels / groups, filters], then bias [filters] where the layer has one. Copied.
    /// </param>
    /// <exception cref="ArgumentException">Not as many tensors as the layer has weights, or one of another shape.</exception>
    /// <exception cref="InvalidOperationException">The layer is not built.</exception>
    public void SetWeights(params ReadOnlySpan<Tensor<float>> weights)
    {
        LayerState state = State;
        int expected = UseBias ? 2 : 1;
        if (weights.Length != expected)
        {
            throw new ArgumentException($"weights has {weights.Length} tensors; expected {expected}: {(UseBias ? "kernel, bias" : "kernel")}.", nameof(weights));
        }

        float[] kernel = Values(weights[0], KernelShape(state.InputChannels), "the kernel");
        float[] bias = UseBias ? Values(weights[1], [Filters], "the bias") : [];
        _state = state.With(Spec, kernel, bias);
    }

    private LayerState EnsureBuilt(int channels)
    {
        LayerState state = _state ?? BuildOnce(channels);
        return state.InputChannels == channels
            ? state
            : throw new InvalidOperationException($"Layer \"{Name}\" was built for {state.InputChannels} input channels; it cannot be built for {channels}.");
    }

    /// <summary>Builds the layer, unless another thread does so first: then what that one built.</summary>
    private LayerState BuildOnce(int channels)
    {
        nint[] shape = KernelShape(channels);
        double length = (double)shape[0] * shape[1] * shape[2] * shape[3] * shape[4];
        if (length > Array.MaxLength)
        {
            throw new ArgumentException($"inputShape has {channels} channels, which makes a kernel of {length} weights; at most {Array.MaxLength} fit.", "inputShape");
        }

        (Conv3DKernel found, string? fallback) = ChooseKernel(channels);
        float[] kernel = new float[(int)length];
        KernelInitializer.Call(kernel, shape);
        float[] bias = new float[UseBias ? Filters : 0];
        BiasInitializer.Call(bias, bias.Length);
        var built = new LayerState(found, fallback, channels, Spec, kernel, bias);
        return Interlocked.CompareExchange(ref _state, built, null) ?? built;
    }

    private (Conv3DKernel Kernel, string? Fallback) ChooseKernel(int channels)
    {
        ConvSpec wanted = Spec with { InputChannels = channels };
        string reason = "";
        Conv3DKernel? kernel = _requestedKernel;
        if (kernel?.Spec is { } made)
        {
            Checks.MadeFor(made, wanted);
        }
        else if (kernel is null)
        {
            KernelRegistry.TryFind(wanted, out kernel, out reason);
        }

        kernel ??= Conv3DKernel.Fallback;
        if (kernel.IsSpecialized)
        {
            return (kernel, null);
        }

        reason = reason.Length > 0 ? reason : kernel.FallbackReason!;
        return RequireSpecialized
            ? throw new InvalidOperationException($"Layer \"{Name}\" requires a specialised kernel: {reason}.")
            : (kernel, reason);
    }

    private nint[] KernelShape(int channels) => [KernelSize.Depth, KernelSize.Height, KernelSize.Width, channels / Groups, Filters];

    private static float[] Values(Tensor<float> tensor, ReadOnlySpan<nint> shape, string what, string argument = "weights")
    {
        ArgumentNullException.ThrowIfNull(tensor, argument);
        if (!tensor.Lengths.SequenceEqual(shape))
        {
            throw new ArgumentException($"{what} has shape {Shapes.Text(tensor.Lengths)}; expected {Shapes.Text(shape)}.", argument);
        }

        float[] values = new float[tensor.FlattenedLength];
        tensor.FlattenTo(values);
        return values;
    }

    private static Tensor<float> Copy(ReadOnlyMemory<float> values, ReadOnlySpan<nint> shape) => Tensor.Create(values.ToArray(), shape);
}
