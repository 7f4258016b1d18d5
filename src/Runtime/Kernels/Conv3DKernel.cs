using System.ComponentModel;
using Conv3DGen.Fallback;
using Conv3DGen.Kernels;

namespace Conv3DGen;

/// <summary>
/// A convolution kernel: generated for a <see cref="Conv3DSpecAttribute"/>, or the generic <see cref="Fallback"/>.
/// Stateless and shared; a <see cref="Conv3D"/> layer holds the weights.
/// </summary>
public abstract class Conv3DKernel
{
    private protected Conv3DKernel(string name, ConvSpec? spec, string isa, string plan, string? fallbackReason)
    {
        Name = name;
        Spec = spec;
        Isa = isa;
        Plan = plan;
        FallbackReason = fallbackReason;
    }

    /// <summary>The generic kernel: any spec, any CPU, portable vectors. Correct first; a layer uses it where no spec matches.</summary>
    public static Conv3DKernel Fallback { get; } = GenericKernel.Create("generic", spec: null, "asked for");

    /// <summary>The property's name, or one derived from the spec.</summary>
    public string Name { get; }

    /// <summary>What the kernel was made for; null where it takes everything.</summary>
    public ConvSpec? Spec { get; }

    /// <summary>The instruction set: "AVX-512", "AVX2", "NEON" or "portable".</summary>
    public string Isa { get; }

    /// <summary>Algorithm and tile, such as "direct 14x2" (pixels x vectors).</summary>
    public string Plan { get; }

    /// <summary>Why this is the generic kernel; null for generated code.</summary>
    public string? FallbackReason { get; }

    /// <summary>Whether this is generated code that runs on this CPU, rather than the generic kernel.</summary>
    public bool IsSpecialized => FallbackReason is null;

    /// <summary>"Stem (AVX-512, direct 14x2)".</summary>
    public override string ToString() => $"{Name} ({Isa}, {Plan})";

    /// <summary>What generated code returns on a CPU that has none of its instruction sets: the generic kernel under its name.</summary>
    /// <param name="name">The generated kernel's name.</param>
    /// <param name="spec">Its spec, which callers are still held to.</param>
    /// <param name="isas">The instruction sets it has code for.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Conv3DKernel Unsupported(string name, ConvSpec spec, string isas)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(spec);
        return GenericKernel.Create(name, spec, $"{name} needs {isas}, which this CPU or process does not have");
    }

    /// <summary>Packs a Keras-ordered kernel tensor and a bias for a run.</summary>
    internal abstract PackedWeights Pack(ConvWeights weights, DataFormat format);

    /// <summary>Runs the convolution.</summary>
    internal abstract void Run(ConvCall call, Parallelism parallelism);
}
