using System.Numerics.Tensors;
using Quickstart.Nifti;

namespace Quickstart.Features;

/// <summary>What stands between two layers: a channels-last image that is larger than the volume by a margin on every side.</summary>
/// <param name="Values">Row-major [1, K, J, I, channels], margin included.</param>
/// <param name="Volume">The volume inside the margin.</param>
/// <param name="Margin">Voxels on each of the six sides.</param>
/// <param name="Channels">Channels per voxel.</param>
internal sealed record FeatureMaps(float[] Values, Grid Volume, int Margin, int Channels)
{
    /// <summary>The sizes with the margin.</summary>
    public Grid Grid { get; } = Volume.Grow(Margin);

    /// <summary>The same memory as a tensor: depth is k, height is j, width is i.</summary>
    public Tensor<float> Tensor => System.Numerics.Tensors.Tensor.Create(Values, [1, Grid.K, Grid.J, Grid.I, Channels]);

    /// <summary>A voxel of the volume in one channel.</summary>
    public float this[int channel, int i, int j, int k] => Values[(Grid.Index(i + Margin, j + Margin, k + Margin) * Channels) + channel];

    /// <summary>Maps of the same sizes with other channels, all 0.</summary>
    public FeatureMaps Empty(int channels) => new(new float[Grid.Count * channels], Volume, Margin, channels);
}
