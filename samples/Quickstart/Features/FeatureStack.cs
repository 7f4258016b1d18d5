using Conv3DGen;

namespace Quickstart.Features;

/// <summary>The four layers, first to last.</summary>
internal static class FeatureStack
{
    public static IReadOnlyList<FeatureLayer> Layers { get; } =
    [
        new()
        {
            Name = "smooth",
            Explanation = "Eight Gaussians of growing width σ (in voxels) turn the one image into a scale space: every later filter works on detail of a chosen size.",
            Bank = FilterBanks.Smooth(),
            Activation = Activation.Linear,
            Kernel = Kernels.Smooth,
        },
        new()
        {
            Name = "gradient",
            Explanation = "Sobel's 3D operator measures the slope along each voxel axis, on the finer and the coarser half of the scales; the relu gives rising (+) and falling (−) intensity a channel each. Four smoothed images are handed on.",
            Bank = FilterBanks.Gradient(),
            Activation = Activation.Relu,
            Kernel = Kernels.Gradient,
        },
        new()
        {
            Name = "blobs",
            Explanation = "The Laplacian of the smoothed images (Laplacian of Gaussian) answers to bright and to dark spots and tubes of four sizes; beside it the two signs of every edge are joined into its strength along that axis.",
            Bank = FilterBanks.Blobs(),
            Activation = Activation.Relu,
            Kernel = Kernels.Blobs,
        },
        new()
        {
            Name = "mix",
            Explanation = "A 1×1×1 layer adds the channels up, voxel by voxel, into eight maps to look at: edges over all axes, spots less the edge strength beside them, the image sharpened and smoothed. A small negative bias is the threshold that keeps noise out.",
            Bank = FilterBanks.Mix(),
            Activation = Activation.Relu,
            Kernel = Kernels.Mix,
        },
    ];

    /// <summary>How far an output voxel can see, in voxels to each side: the layers' half sizes, added up.</summary>
    public static int Reach { get; } = Layers.Sum(layer => layer.Bank.Size / 2);
}
