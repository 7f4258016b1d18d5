using System.ComponentModel;
using Conv3DGen.Fallback;
using Conv3DGen.Kernels;
using Conv3DGen.Winograd;

namespace Conv3DGen;

/// <summary>
/// A convolution kernel: generated for a <see cref="Conv3DSpecAttribute"/>, or the generic <see cref="Fallback"/>.
/// Stateless and shared; a <see cref="Conv3D"/> layer holds the weights.
/// </summary>
public sealed class Conv3DKernel
{
    private Conv3DKernel(string name, ConvSpec? spec, string isa, DirectCode direct, WinogradCode? winograd, string? fallbackReason)
    {
        Name = name;
        Spec = spec;
        Isa = isa;
        Direct = direct;
        Winograd = winograd;
        FallbackReason = fallbackReason;
    }

    /// <summary>The generic kernel: any spec, any CPU, portable vectors. Correct first; a layer uses it where no spec matches.</summary>
    public static Conv3DKernel Fallback { get; } = new("generic", spec: null, Portable, GenericKernel.Code, GenericWinograd.Code, "asked for");

    /// <summary>The property's name, or one derived from the spec.</summary>
    public string Name { get; }

    /// <summary>What the kernel was made for; null where it takes everything.</summary>
    public ConvSpec? Spec { get; }

    /// <summary>The instruction set: "AVX-512", "AVX2", "NEON" or "portable".</summary>
    public string Isa { get; }

    /// <summary>Algorithms and tile, such as "direct 14x2" (pixels x vectors) or "direct 14x2 or winograd".</summary>
    public string Plan => Spec?.Algorithm == Algorithm.Winograd ? "winograd" : Winograd is null || Spec is null ? Direct.Plan : $"{Direct.Plan} or winograd";

    /// <summary>Why this is the generic kernel; null for generated code.</summary>
    public string? FallbackReason { get; }

    /// <summary>Whether this is generated code that runs on this CPU, rather than the generic kernel.</summary>
    public bool IsSpecialized => FallbackReason is null;

    /// <summary>Code for direct convolution.</summary>
    internal DirectCode Direct { get; }

    /// <summary>Code for Winograd convolution; null where the spec has no use for it.</summary>
    internal WinogradCode? Winograd { get; }

    private const string Portable = "portable";

    /// <summary>"Stem (AVX-512, direct 14x2)".</summary>
    public override string ToString() => ToString(Plan);

    /// <summary>What generated code returns on a CPU that it runs on.</summary>
    /// <param name="name">The generated kernel's name.</param>
    /// <param name="spec">What it is made for.</param>
    /// <param name="isa">The instruction set.</param>
    /// <param name="direct">Microkernels of direct convolution; null where the spec asks for Winograd alone.</param>
    /// <param name="winograd">Passes of Winograd convolution; null where the spec has no use for them.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Conv3DKernel Generated(string name, ConvSpec spec, string isa, DirectCode? direct, WinogradCode? winograd)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(isa);
        return new(name, spec, isa, direct ?? GenericKernel.Code, winograd, fallbackReason: null);
    }

    /// <summary>What generated code returns on a CPU that has none of its instruction sets: the generic kernel under its name.</summary>
    /// <param name="name">The generated kernel's name.</param>
    /// <param name="spec">Its spec, which callers are still held to.</param>
    /// <param name="isas">The instruction sets it has code for.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Conv3DKernel Unsupported(string name, ConvSpec spec, string isas)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(spec);
        WinogradCode? winograd = WinogradRules.Emitted(spec) ? GenericWinograd.Code : null;
        return new(name, spec, Portable, GenericKernel.Code, winograd, $"{name} needs {isas}, which this CPU or process does not have");
    }

    /// <summary>The kernel with what it does for a layer: "Stem (AVX-512, winograd F(4,4,4))".</summary>
    internal string ToString(string plan) => $"{Name} ({Isa}, {plan})";
}
