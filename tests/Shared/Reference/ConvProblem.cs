using Conv3DGen.Testing.Reference;

namespace Conv3DGen.Testing;

/// <summary>One convolution: a layer's options and an input shape. Knows shapes and indices; independent of the library's geometry.</summary>
public sealed record ConvProblem
{
    public required Int3 KernelSize { get; init; }

    public Int3 Strides { get; init; } = 1;

    public Int3 DilationRate { get; init; } = 1;

    public Padding Padding { get; init; }

    public DataFormat DataFormat { get; init; }

    public int Groups { get; init; } = 1;

    public required int Filters { get; init; }

    public bool UseBias { get; init; } = true;

    public int Batch { get; init; } = 1;

    public required Int3 Input { get; init; }

    public required int InputChannels { get; init; }

    public ReferenceAxis Depth => new(Input.Depth, KernelSize.Depth, Strides.Depth, DilationRate.Depth, Padding == Padding.Same);

    public ReferenceAxis Height => new(Input.Height, KernelSize.Height, Strides.Height, DilationRate.Height, Padding == Padding.Same);

    public ReferenceAxis Width => new(Input.Width, KernelSize.Width, Strides.Width, DilationRate.Width, Padding == Padding.Same);

    public Int3 Output => (Depth.Output, Height.Output, Width.Output);

    public int ChannelsPerGroup => InputChannels / Groups;

    public int FiltersPerGroup => Filters / Groups;

    public nint[] InputShape => Shape(Input, InputChannels);

    public nint[] OutputShape => Shape(Output, Filters);

    public nint[] KernelShape => [KernelSize.Depth, KernelSize.Height, KernelSize.Width, ChannelsPerGroup, Filters];

    public int InputCount => Count(InputShape);

    public int OutputCount => Count(OutputShape);

    public int KernelCount => Count(KernelShape);

    /// <summary>Where an element of the input lies.</summary>
    public int InputIndex(int n, int d, int h, int w, int channel) => Index(Input, InputChannels, n, d, h, w, channel);

    /// <summary>Where an element of the output lies.</summary>
    public int OutputIndex(int n, int d, int h, int w, int filter) => Index(Output, Filters, n, d, h, w, filter);

    /// <summary>The spec of a kernel for this problem that leaves channels, filters, groups and axis order open.</summary>
    public ConvSpec GenericSpec => new(KernelSize, Strides, DilationRate, Padding);

    /// <summary>The spec of a kernel made for exactly this problem.</summary>
    public ConvSpec SpecialisedSpec => GenericSpec with { InputChannels = InputChannels, Filters = Filters, Groups = Groups, DataFormat = DataFormat };

    /// <summary>"3x3x3 same, strides 1,2,2, 4->8 groups 2, channels_first, no bias, input 2x(5,6,7)".</summary>
    public override string ToString()
        => $"{SpecialisedSpec}{(UseBias ? "" : ", no bias")}, input {Batch}x({Input.Depth},{Input.Height},{Input.Width})";

    private nint[] Shape(Int3 size, int channels) => DataFormat == DataFormat.ChannelsLast
        ? [Batch, size.Depth, size.Height, size.Width, channels]
        : [Batch, channels, size.Depth, size.Height, size.Width];

    private int Index(Int3 size, int channels, int n, int d, int h, int w, int c) => DataFormat == DataFormat.ChannelsLast
        ? (((((((n * size.Depth) + d) * size.Height) + h) * size.Width) + w) * channels) + c
        : (((((((n * channels) + c) * size.Depth) + d) * size.Height) + h) * size.Width) + w;

    private static int Count(nint[] shape) => shape.Aggregate(1, (product, n) => checked(product * (int)n));
}
