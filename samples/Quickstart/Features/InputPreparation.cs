using Quickstart.Nifti;

namespace Quickstart.Features;

/// <summary>Makes the stack's input of a volume.</summary>
internal static class InputPreparation
{
    /// <summary>
    /// The voxels mapped to 0..1, from the 1st to the 99.8th percentile of intensities: a few hot or broken voxels must not
    /// decide the contrast of all others. A volume of one value becomes all 0.
    /// </summary>
    public static float[] Normalise(float[] voxels)
    {
        float[] sorted = [.. voxels];
        Array.Sort(sorted);
        double low = sorted[(long)(0.01 * (sorted.Length - 1))];
        double high = sorted[(long)Math.Ceiling(0.998 * (sorted.Length - 1))];
        double scale = high > low ? 1 / (high - low) : 0;
        return Array.ConvertAll(voxels, v => (float)Math.Clamp((v - low) * scale, 0, 1));
    }

    /// <summary>
    /// The volume with its border voxels repeated outwards. The layers pad with zeros, which the filters would take for an
    /// edge all around the image; so the zeros are kept out of the part that is looked at.
    /// </summary>
    public static float[] Extend(float[] voxels, Grid grid, int margin)
    {
        Grid grown = grid.Grow(margin);
        var result = new float[grown.Count];
        for (int k = 0; k < grown.K; k++)
        {
            for (int j = 0; j < grown.J; j++)
            {
                long source = grid.Index(0, Math.Clamp(j - margin, 0, grid.J - 1), Math.Clamp(k - margin, 0, grid.K - 1));
                long target = grown.Index(0, j, k);
                for (int i = 0; i < grown.I; i++)
                {
                    result[target + i] = voxels[source + Math.Clamp(i - margin, 0, grid.I - 1)];
                }
            }
        }

        return result;
    }
}
