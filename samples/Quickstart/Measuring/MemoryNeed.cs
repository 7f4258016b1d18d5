using System.Globalization;
using Quickstart.Features;
using Quickstart.Nifti;

namespace Quickstart.Measuring;

/// <summary>Whether a volume's feature maps fit this machine, asked before any is made.</summary>
internal static class MemoryNeed
{
    /// <summary>Refuses a volume that is too large.</summary>
    /// <param name="path">The file, for the message.</param>
    /// <param name="volume">The volume's sizes.</param>
    /// <param name="available">Bytes that the program may use.</param>
    /// <exception cref="UserErrorException">Its feature maps do not fit.</exception>
    public static void Check(string path, Grid volume, long available)
    {
        Int128 voxels = volume.Grow(FeatureStack.Reach).Count;
        int widest = FeatureStack.Layers.Max(layer => layer.Bank.Outputs);
        if (voxels * widest > Array.MaxLength)
        {
            throw new UserErrorException($"{path}: {volume} voxels make feature maps of {voxels * widest} values; expected at most {Array.MaxLength}");
        }

        // While a layer is measured: its input, its output and the fallback's output, next to the volume and its normalised copies.
        int perVoxel = FeatureStack.Layers.Max(layer => layer.Bank.Inputs + (2 * layer.Bank.Outputs)) + 4;
        Int128 bytes = voxels * perVoxel * sizeof(float);
        if (bytes > available)
        {
            throw new UserErrorException($"{path}: {volume} voxels need {Gigabytes(bytes)} of memory; this machine offers {Gigabytes(available)}");
        }
    }

    private static string Gigabytes(Int128 bytes) => string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / (1 << 30):0.0} GB");
}
