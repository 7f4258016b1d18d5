using Conv3DGen;
using Quickstart.Nifti;

namespace Quickstart.Features;

/// <summary>One layer of the stack: its weights, its generated kernel, and what a reader should know about it.</summary>
internal sealed record FeatureLayer
{
    public required string Name { get; init; }

    /// <summary>How the filter bank works, in a sentence.</summary>
    public required string Explanation { get; init; }

    public required FilterBank Bank { get; init; }

    public required Activation Activation { get; init; }

    /// <summary>The kernel generated for this layer.</summary>
    public required Conv3DKernel Kernel { get; init; }

    /// <summary>"5x5x5, 1 to 8 channels".</summary>
    public string Shape => $"{Bank.Size}×{Bank.Size}×{Bank.Size}, {Bank.Inputs} → {Bank.Outputs}";

    /// <summary>The layer with its weights, on its own kernel or on another.</summary>
    public Conv3D Create(Grid grid, Conv3DKernel kernel)
    {
        var conv = new Conv3D(Bank.Outputs, Bank.Size, padding: Padding.Same, activation: Activation, name: Name, kernel: kernel);
        conv.Build(1, grid.K, grid.J, grid.I, Bank.Inputs);
        conv.SetWeights(Bank.Weights, Bank.Bias);
        return conv;
    }
}
