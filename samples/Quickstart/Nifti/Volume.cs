namespace Quickstart.Nifti;

/// <summary>One 3-D image, its voxels in file order (i fastest), with what a reader wants to know about where it came from.</summary>
internal sealed record Volume
{
    public required Grid Grid { get; init; }

    /// <summary>Scaled intensities, all finite.</summary>
    public required float[] Voxels { get; init; }

    public required NiftiHeader Header { get; init; }

    /// <summary>Which volume of the file this is, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>Voxels that were NaN, infinite or beyond float32 in the file. They mark "nothing measured here" and were set to 0.</summary>
    public required long NonFinite { get; init; }
}
