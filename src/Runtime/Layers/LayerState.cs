using Conv3DGen.Kernels;
using Conv3DGen.Winograd;

namespace Conv3DGen;

/// <summary>What a built layer has. Replaced as a whole, so that a call sees old or new weights and never a mixture.</summary>
internal sealed class LayerState
{
    private readonly List<TransformedWeights> _transformed = []; // one a form, under its own lock, as those below
    private PackedWeights? _ofTiles;
    private RowWeights? _rows;
    private DepthWeights? _depths;
    private volatile PreparedCall? _last;

    public LayerState(Conv3DKernel kernel, string? fallback, int inputChannels, ConvSpec spec, float[] weights, float[] bias)
    {
        Kernel = kernel;
        Fallback = fallback;
        InputChannels = inputChannels;
        Weights = new(weights, bias, spec.KernelSize, inputChannels / spec.Groups!.Value, spec.Filters!.Value, spec.Groups.Value);
        Packed = kernel.Direct.Pack(Weights, spec.DataFormat!.Value);
    }

    public Conv3DKernel Kernel { get; }

    /// <summary>Why the kernel is the generic one; null where it is generated.</summary>
    public string? Fallback { get; }

    public int InputChannels { get; }

    public ConvWeights Weights { get; }

    public PackedWeights Packed { get; }

    /// <summary>The last input shape, which is kept so that calls of one shape allocate nothing; null before the first.</summary>
    public PreparedCall? Last => _last;

    /// <summary>Bytes of the weights transformed so far.</summary>
    public long TransformedBytes
    {
        get
        {
            lock (_transformed)
            {
                return _transformed.Sum(weights => weights.Bytes) + (_rows?.Bytes ?? 0) + (_depths?.Bytes ?? 0);
            }
        }
    }

    /// <summary>The kernel's name, with the algorithm where the last shape decided it.</summary>
    public string KernelName => Fallback is { } reason
        ? "fallback: " + reason
        : _last is { } last ? Kernel.ToString(last.Title) : Kernel.ToString();

    /// <summary>The same layer with other weights, which are transformed at once for the shape that was last called.</summary>
    public LayerState With(ConvSpec spec, float[] weights, float[] bias)
    {
        var state = new LayerState(Kernel, Fallback, InputChannels, spec, weights, bias);
        if (_last is { } last)
        {
            state._last = state.Make(last.Geometry, last.Form);
        }

        return state;
    }

    /// <summary>The preparation of a shape, if it was the last one.</summary>
    public bool TryGet(int batch, Int3 input, out PreparedCall call)
    {
        PreparedCall? last = _last;
        call = last!;
        return last is not null && last.Geometry.Batch == batch && last.Geometry.Input == input;
    }

    /// <summary>Prepares a shape.</summary>
    /// <param name="geometry">All sizes.</param>
    /// <param name="form">The form that computes it; null for direct convolution.</param>
    public PreparedCall Prepare(ConvGeometry geometry, WinogradForm? form) => _last = Make(geometry, form);

    private PreparedCall Make(ConvGeometry geometry, WinogradForm? form)
    {
        if (form is not { } winograd)
        {
            PixelCode? code = Kernel.Direct.Pixels;
            return code is not null && PanelPlan.Of(geometry, code) is { } panels ? new PreparedPanels(panels, OfTiles(code))
                : !Packed.IsLanewise && code?.Plan(geometry, Weights) is { } pixels ? new PreparedPixels(pixels, geometry, pixels.Packs ? OfTiles(code) : Packed)
                : TapPlan.Of(geometry, Kernel.Direct.Taps, Packed) is { } taps ? new PreparedTaps(taps)
                : new PreparedDirect(geometry, Packed, Kernel.Direct.Plan);
        }

        if (winograd.IsDepth)
        {
            return new PreparedDepth(new(geometry, Kernel.Direct.Plan), OfDepth(geometry), Packed);
        }

        if (winograd.IsRows)
        {
            return new PreparedRows(new(geometry, Kernel.Winograd!), OfRows());
        }

        var plan = new WinogradPlan(geometry, winograd, Kernel.Winograd!);
        return new PreparedWinograd(plan, Transform(plan));
    }

    private PackedWeights OfTiles(PixelCode code)
    {
        lock (_transformed)
        {
            return _ofTiles ??= code.Pack(Weights);
        }
    }

    private DepthWeights OfDepth(ConvGeometry geometry)
    {
        lock (_transformed)
        {
            return _depths ??= new(Weights, DepthTransform.Of(geometry.Depth)!, Kernel.Direct);
        }
    }

    private RowWeights OfRows()
    {
        lock (_transformed)
        {
            return _rows ??= new(Weights, Kernel.Winograd!.Lanes * Kernel.Winograd.Rows.Vectors);
        }
    }

    private TransformedWeights Transform(WinogradPlan plan)
    {
        lock (_transformed)
        {
            TransformedWeights? weights = _transformed.Find(transformed => transformed.Form == plan.Form);
            if (weights is null)
            {
                weights = TransformedWeights.Create(Weights, plan.Axes, plan.Form, plan.Code);
                _transformed.Add(weights);
            }

            return weights;
        }
    }
}
