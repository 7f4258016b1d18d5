namespace Conv3DGen.Winograd;

/// <summary>
/// What filtering does along the depth: four output planes at once. A stride s deals the input planes, and the taps with them, to s
/// phases, each of which is a convolution of stride 1 of its own: F(4,r) of the r taps it has, whose outputs are added up.
/// </summary>
/// <remarks>
/// Three taps of stride 2 are F(4,2) of the even planes and a product for each of the odd ones, 5 + 4 instead of 12; four are F(4,2) of both,
/// 10 instead of 16. (Yepez and Ko, "Stride 2 1-D, 2-D, and 3-D Winograd for convolutional neural networks", 2020, on the decomposition.)
/// </remarks>
internal sealed class DepthTransform
{
    /// <summary>Output planes of a tile.</summary>
    public const int Outputs = 4;

    private static readonly DepthTransform s_two = new(AxisForm.F4Of2);
    private static readonly DepthTransform s_three = new(AxisForm.F4);
    private static readonly DepthTransform s_threeOfStride2 = new(AxisForm.F4Of2, AxisForm.One);
    private static readonly DepthTransform s_fourOfStride2 = new(AxisForm.F4Of2, AxisForm.F4Of2);
    private static readonly DepthTransform s_fiveOfStride2 = new(AxisForm.F4, AxisForm.F4Of2);
    private static readonly DepthTransform s_sixOfStride2 = new(AxisForm.F4, AxisForm.F4);

    private readonly DepthPhase[] _phases;

    private DepthTransform(params ReadOnlySpan<AxisForm> forms)
    {
        _phases = new DepthPhase[forms.Length];
        for (int i = 0; i < forms.Length; i++)
        {
            var transform = AxisTransform.Of(forms[i]);
            _phases[i] = new(transform, i, forms.Length, Frequencies);
            Frequencies += _phases[i].Frequencies;
            Kernel += transform.Taps;
            DistinctWeights += transform.Frequencies;
        }

        Window = ((Outputs - 1) * forms.Length) + Kernel;
    }

    /// <summary>The phases, one for each place in a stride.</summary>
    public ReadOnlySpan<DepthPhase> Phases => _phases;

    /// <summary>Taps of all phases: the kernel's planes.</summary>
    public int Kernel { get; }

    /// <summary>Input planes that a tile spans.</summary>
    public int Window { get; }

    /// <summary>Products of a tile, of all phases; as many as input planes.</summary>
    public int Frequencies { get; }

    /// <summary>Kernels of a plane that the weights become.</summary>
    public int DistinctWeights { get; }

    /// <summary>The transform of an axis, or null where there is none.</summary>
    public static DepthTransform? Of(ConvAxis axis) => Of(axis.Kernel, axis.Stride, axis.Dilation);

    /// <summary>The transform for planes of a kernel, or null where there is none.</summary>
    public static DepthTransform? Of(int kernel, int stride, int dilation) => (kernel, stride, dilation) switch
    {
        (2, 1, _) => s_two,
        (3, 1, _) => s_three,
        (3, 2, 1) => s_threeOfStride2,
        (4, 2, 1) => s_fourOfStride2,
        (5, 2, 1) => s_fiveOfStride2,
        (6, 2, 1) => s_sixOfStride2,
        _ => null,
    };
}

/// <summary>Every so many planes of a window, from one of the first on, and what filtering does with them.</summary>
/// <param name="transform">What filtering does.</param>
/// <param name="first">The first plane.</param>
/// <param name="stride">From one plane to the next.</param>
/// <param name="firstFrequency">Where its frequencies begin.</param>
internal sealed class DepthPhase(AxisTransform transform, int first, int stride, int firstFrequency)
{
    /// <summary>What filtering does.</summary>
    public AxisTransform Transform { get; } = transform;

    /// <summary>The first plane of the window; the kernel's first tap too.</summary>
    public int First { get; } = first;

    /// <summary>From one plane, or tap, to the next.</summary>
    public int Stride { get; } = stride;

    /// <summary>The place of its frequencies among those of all phases.</summary>
    public int FirstFrequency { get; } = firstFrequency;

    /// <summary>Whether its frequencies are the input planes themselves, one for each output, all of the same weights.</summary>
    public bool IsCopy => Transform.Form == AxisForm.One;

    /// <summary>Its products, and its input planes.</summary>
    public int Frequencies => IsCopy ? DepthTransform.Outputs : Transform.Frequencies;

    /// <summary>The frequencies that the first output planes of a tile need.</summary>
    public int Needed(int planes) => IsCopy ? planes : Frequencies;
}
