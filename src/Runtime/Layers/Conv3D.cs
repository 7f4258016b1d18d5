using Conv3DGen.Arguments;
using Conv3DGen.Graph;
using Conv3DGen.Kernels;
using Conv3DGen.Winograd;

namespace Conv3DGen;

/// <summary>
/// A 3D convolution layer with the semantics of <c>tf.keras.layers.Conv3D</c> on float32 tensors. It runs on a kernel generated
/// for its spec where the program has one, else on a generic fallback; <see cref="KernelName"/> says which and why.
/// </summary>
/// <remarks>
/// Input is [batch, depth, height, width, channels], or [batch, channels, depth, height, width] for
/// <see cref="DataFormat.ChannelsFirst"/>; output has the same axis order. An algorithm adds in a fixed order: its result is bit-identical for
/// every kernel, machine, number of threads and split of the batch. <see cref="Algorithm.Auto"/> chooses from the shapes,
/// <see cref="MaxTransformedWeightBytes"/> and whether the program has a spec for the layer. Direct convolution makes each output one chain of
/// fused multiply-adds in the order kernel depth, height, width, channel, with the bias added last.
/// </remarks>
public partial class Conv3D
{
    private readonly Conv3DKernel? _requestedKernel;

    /// <summary>Creates a layer. Its weights come into being at <see cref="Build"/> or the first call.</summary>
    /// <param name="filters">Output channels, at least 1 and a multiple of <paramref name="groups"/>.</param>
    /// <param name="kernelSize">Taps: one integer or (depth, height, width), each at least 1.</param>
    /// <param name="strides">Strides, each at least 1; default 1.</param>
    /// <param name="padding">The border rule, or "valid" or "same"; default <see cref="Padding.Valid"/>.</param>
    /// <param name="dataFormat">The axis order, or "channels_last" or "channels_first"; null is <see cref="Keras.ImageDataFormat"/>.</param>
    /// <param name="dilationRate">Distance between taps, each at least 1; default 1. Not above 1 together with a stride above 1.</param>
    /// <param name="groups">Channel groups, each convolved on its own; at least 1.</param>
    /// <param name="activation">Applied to the biased sums, or its Keras name; null is <see cref="Activation.Linear"/>.</param>
    /// <param name="useBias">Whether a bias per filter is added.</param>
    /// <param name="kernelInitializer">Makes the kernel, or its Keras name; null is <see cref="GlorotUniform"/>.</param>
    /// <param name="biasInitializer">Makes the bias, or its Keras name; null is <see cref="Zeros"/>.</param>
    /// <param name="kernelRegularizer">A penalty on the kernel, or its Keras name; null is none.</param>
    /// <param name="biasRegularizer">A penalty on the bias, or its Keras name; null is none.</param>
    /// <param name="activityRegularizer">A penalty on the output, or its Keras name; null is none.</param>
    /// <param name="kernelConstraint">What training does to the kernel after an update, or its Keras name; null is nothing.</param>
    /// <param name="biasConstraint">What training does to the bias after an update, or its Keras name; null is nothing.</param>
    /// <param name="name">The layer's name, without "/"; null is "conv3d", "conv3d_1" and so on.</param>
    /// <param name="dtype">The element type, or "float32", which is the only one.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="inputShape">Four sizes in the layer's axis order, without the batch, null where unknown; see <see cref="BatchInputShape"/>.</param>
    /// <param name="kernel">
    /// A kernel to use instead of looking for a registered one: a generated property, or <see cref="Conv3DKernel.Fallback"/>.
    /// </param>
    /// <param name="algorithm">
    /// How calls are computed; default the fastest way, never chosen from the machine. <see cref="Algorithm.Direct"/> gives the bits of one chain
    /// of fused multiply-adds an output; <see cref="Algorithm.Winograd"/> is for 3 or 5 taps, stride 1 and one group.
    /// </param>
    /// <exception cref="ArgumentException">A value is impossible, or <paramref name="kernel"/> was made for another spec.</exception>
    /// <exception cref="InvalidDataException">No <paramref name="dataFormat"/>, and the file that would tell it is broken.</exception>
    public Conv3D(
        int filters,
        Int3 kernelSize,
        Int3? strides = null,
        NameOr<Padding> padding = default,
        NameOr<DataFormat>? dataFormat = null,
        Int3? dilationRate = null,
        int groups = 1,
        Activation? activation = null,
        bool useBias = true,
        Initializer? kernelInitializer = null,
        Initializer? biasInitializer = null,
        Regularizer? kernelRegularizer = null,
        Regularizer? biasRegularizer = null,
        Regularizer? activityRegularizer = null,
        Constraint? kernelConstraint = null,
        Constraint? biasConstraint = null,
        string? name = null,
        NameOr<DType> dtype = default,
        bool trainable = true,
        IReadOnlyList<int?>? inputShape = null,
        Conv3DKernel? kernel = null,
        Algorithm algorithm = Algorithm.Auto)
    {
        Spec = new(kernelSize, strides ?? 1, dilationRate ?? 1, padding.Resolve())
        {
            Filters = filters,
            Groups = groups,
            DataFormat = dataFormat is { } format ? format.Resolve(nameof(dataFormat)) : Keras.ImageDataFormat,
            Algorithm = algorithm,
        };
        Checks.Possible(Spec);
        if (kernel?.Spec is { } made)
        {
            Checks.MadeFor(made, Spec with { InputChannels = made.InputChannels });
        }

        Activation = activation ?? Activation.Linear;
        UseBias = useBias;
        KernelInitializer = kernelInitializer ?? new GlorotUniform();
        BiasInitializer = biasInitializer ?? new Zeros();
        KernelRegularizer = kernelRegularizer;
        BiasRegularizer = biasRegularizer;
        ActivityRegularizer = activityRegularizer;
        KernelConstraint = kernelConstraint;
        BiasConstraint = biasConstraint;
        Dtype = dtype.Resolve();
        Numbers.Require(Dtype == DType.Float32, Dtype, "Float32", nameof(dtype));
        Trainable = trainable;
        BatchInputShape = inputShape is null ? null : [null, .. inputShape];
        Name = Checks.LayerName(name) ?? AutoNames.Next("conv3d");
        _requestedKernel = kernel;
    }

    /// <summary>The layer's name.</summary>
    public string Name { get; }

    /// <summary>Output channels.</summary>
    public int Filters => Spec.Filters!.Value;

    /// <summary>Taps per axis.</summary>
    public Int3 KernelSize => Spec.KernelSize;

    /// <summary>Strides per axis.</summary>
    public Int3 Strides => Spec.Strides;

    /// <summary>The border rule.</summary>
    public Padding Padding => Spec.Padding;

    /// <summary>The axis order of input and output.</summary>
    public DataFormat DataFormat => Spec.DataFormat!.Value;

    /// <summary>Distance between taps per axis.</summary>
    public Int3 DilationRate => Spec.DilationRate;

    /// <summary>Channel groups.</summary>
    public int Groups => Spec.Groups!.Value;

    /// <summary>The activation.</summary>
    public Activation Activation { get; }

    /// <summary>Whether a bias is added.</summary>
    public bool UseBias { get; }

    /// <summary>
    /// When true, <see cref="Build"/> (and with it the first call) throws where no generated kernel matches, naming the nearest one,
    /// rather than running slowly without a word.
    /// </summary>
    public bool RequireSpecialized { get; init; }

    /// <summary>
    /// The most threads that a call uses, at least 1; default all processors. Small calls use fewer. The result does not depend on it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int MaxDegreeOfParallelism
    {
        get => Parallelism.MaxThreads;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaxDegreeOfParallelism));
            Parallelism = Parallelism.UpTo(value);
        }
    }

    /// <summary>How calls are computed.</summary>
    public Algorithm Algorithm => Spec.Algorithm;

    /// <summary>
    /// The most bytes that transformed weights may take, at least 0; default 256 MiB. Beyond it a layer takes smaller tiles, then direct
    /// convolution. Set it before <see cref="Build"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0.</exception>
    public long MaxTransformedWeightBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(MaxTransformedWeightBytes));
            field = value;
        }
    } = 256L << 20;

    /// <summary>
    /// Bytes a call needs beyond input, output and weights, per thread: for the shape last built or called, before that for direct convolution.
    /// </summary>
    public long WorkspaceBytes => _state?.Last?.WorkspaceBytes(Parallelism) ?? DirectJob.WorkspaceBytes(geometry: null);

    /// <summary>Bytes of the weights that were transformed for Winograd convolution, for all shapes so far; they are transformed when set.</summary>
    public long TransformedWeightBytes => _state?.TransformedBytes ?? 0;

    /// <summary>Whether the weights exist.</summary>
    public bool Built => _state is not null;

    /// <summary>
    /// Which kernel runs, and how it computes the shape last built or called: "Stem (AVX-512, winograd F(4,4,4))"; or why none does: "fallback: no spec has strides 1,2,2 (nearest: 2,2,2)".
    /// </summary>
    /// <exception cref="InvalidOperationException">The layer is not built.</exception>
    public string KernelName => State.KernelName;

    /// <summary>How calls spread over threads.</summary>
    internal Parallelism Parallelism { get; set; } = Parallelism.UpTo(Environment.ProcessorCount);

    /// <summary>Instead of choosing a form, take this one: for tests and measurements.</summary>
    internal WinogradForm? RequestedForm { get; init; }

    /// <summary>The options of the layer; the input channels are not among them.</summary>
    internal ConvSpec Spec { get; }

    /// <summary>Computes the shape of the output, batch first, as Keras's <c>compute_output_shape</c>.</summary>
    /// <param name="inputShape">Five sizes in the layer's axis order; null where one is unknown, which passes through.</param>
    /// <returns>The five sizes of the output in the same order.</returns>
    /// <exception cref="ArgumentException">Not five sizes, a size below its minimum, or a valid kernel larger than the input.</exception>
    public int?[] ComputeOutputShape(params ReadOnlySpan<int?> inputShape) => InputSizes.Of(inputShape, DataFormat).Output(Spec);
}
