using Conv3DGen.Neon.Protocol;
using Conv3DGen.Testing;

namespace Conv3DGen.Neon.Tests.Cases;

/// <summary>A convolution for the arm64 program, and the bits it has to give.</summary>
/// <param name="Group">What is tested together: a golden case, a network, a random spec.</param>
/// <param name="Label">Which of the group.</param>
/// <param name="Kernel">What runs it: a kernel for a spec, the layer's own choice, or the fallback.</param>
/// <param name="Problem">Options and shapes.</param>
/// <param name="Input">The input.</param>
/// <param name="Weights">[kd, kh, kw, channels / groups, filters].</param>
/// <param name="Bias">[filters], or null.</param>
/// <param name="Activation">The activation's name.</param>
/// <param name="Expected">Makes the bits.</param>
internal sealed record NeonCase(
    string Group,
    string Label,
    KernelChoice Kernel,
    ConvProblem Problem,
    float[] Input,
    float[] Weights,
    float[]? Bias,
    string Activation,
    Func<float[]> Expected)
{
    /// <summary>How the layer computes. Direct is what references compute bit for bit.</summary>
    public Algorithm Algorithm { get; init; } = Algorithm.Direct;

    /// <summary>The layer's limit of transformed weights, in bytes.</summary>
    public long WeightLimit { get; init; } = long.MaxValue;

    /// <summary>Different for every case.</summary>
    public string Name => $"{Group}, {Label}";

    /// <summary>The case as the arm64 program reads it.</summary>
    /// <param name="kernel">The program's name of the kernel.</param>
    public NeonJob ToJob(string kernel)
        => new(
            Name, kernel, Problem.SpecialisedSpec with { Algorithm = Algorithm }, Activation, [.. Problem.InputShape.Select(n => (int)n)], Input, Weights, Bias, WeightLimit);
}

/// <summary>What runs a case.</summary>
/// <param name="Spec">The spec of the kernel; null for the fallback.</param>
/// <param name="Registered">Whether the layer finds the kernel by itself rather than being given it.</param>
internal sealed record KernelChoice(ConvSpec? Spec, bool Registered = false)
{
    /// <summary>The library's generic kernel.</summary>
    public static KernelChoice Fallback { get; } = new(Spec: null);
}
