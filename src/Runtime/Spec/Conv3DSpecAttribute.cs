namespace Conv3DGen;

/// <summary>
/// Asks the source generator for a convolution kernel made for one spec.
/// On an assembly the kernel is registered and found by every matching <see cref="Conv3D"/> of the program; on a
/// <c>static partial</c> property of type <see cref="Conv3DKernel"/> the property returns it.
/// </summary>
/// <remarks>
/// Kernel size, strides, dilation and padding are constants of the kernel. <see cref="InputChannels"/>, <see cref="Filters"/>,
/// <see cref="Groups"/> and <see cref="DataFormat"/> specialise it further where they are given; where they are not, it takes any value.
/// Impossible values are reported as C3Dxxx errors at the attribute.
/// </remarks>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Property, AllowMultiple = true)]
public sealed class Conv3DSpecAttribute : Attribute
{
    /// <summary>A spec whose kernel has the same size on every axis.</summary>
    /// <param name="kernelSize">Taps on depth, height and width, at least 1.</param>
    public Conv3DSpecAttribute(int kernelSize) => KernelSize = kernelSize;

    /// <summary>A spec with one kernel size per axis.</summary>
    /// <param name="depth">Taps on the depth axis, at least 1.</param>
    /// <param name="height">Taps on the height axis, at least 1.</param>
    /// <param name="width">Taps on the width axis, at least 1.</param>
    public Conv3DSpecAttribute(int depth, int height, int width) => KernelSize = new(depth, height, width);

    /// <summary>Taps per axis.</summary>
    public Int3 KernelSize { get; }

    /// <summary>Strides: one value for all axes, or depth, height, width. Default 1. Above 1 only where every dilation is 1.</summary>
    public int[] Strides { get; set; } = [1];

    /// <summary>Distance between taps: one value for all axes, or depth, height, width. Default 1.</summary>
    public int[] DilationRate { get; set; } = [1];

    /// <summary>The border rule. Default <see cref="Padding.Valid"/>.</summary>
    public Padding Padding { get; set; }

    /// <summary>Total input channels the kernel is made for; not set: any.</summary>
    public int InputChannels { get; set; }

    /// <summary>Output channels the kernel is made for; not set: any.</summary>
    public int Filters { get; set; }

    /// <summary>Groups the kernel is made for; not set: any.</summary>
    public int Groups { get; set; }

    /// <summary>The axis order the kernel is made for; not set: either.</summary>
    public DataFormat DataFormat { get; set; }

    /// <summary>
    /// What code is emitted: for direct convolution, for Winograd's (3 or 5 taps, stride 1, one group), or, by default, all that fits. A layer
    /// with <see cref="Algorithm.Auto"/> chooses among what there is.
    /// </summary>
    public Algorithm Algorithm { get; set; }
}
