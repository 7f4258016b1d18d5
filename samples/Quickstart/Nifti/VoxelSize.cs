using System.Globalization;

namespace Quickstart.Nifti;

/// <summary>The edges of a voxel.</summary>
/// <param name="I">The edge along i.</param>
/// <param name="J">The edge along j.</param>
/// <param name="K">The edge along k.</param>
/// <param name="Unit">"m", "mm", "um", or empty where the header gives none.</param>
/// <param name="Given">False where the header's sizes made no sense and 1 x 1 x 1 stands in for them.</param>
internal readonly record struct VoxelSize(double I, double J, double K, string Unit, bool Given)
{
    /// <summary>The edge along axis 0 (i), 1 (j) or 2 (k).</summary>
    public double this[int axis] => axis switch { 0 => I, 1 => J, _ => K };

    /// <summary>From the header's pixdim[1..3] and xyzt_units. Sizes only shape the pictures, so a bad one is replaced, not refused.</summary>
    public static VoxelSize Of(float i, float j, float k, byte unitCode)
    {
        string unit = (unitCode & 7) switch { 1 => "m", 2 => "mm", 3 => "um", _ => "" };
        (i, j, k) = (MathF.Abs(i), MathF.Abs(j), MathF.Abs(k));
        float smallest = MathF.Min(i, MathF.Min(j, k));
        float largest = MathF.Max(i, MathF.Max(j, k));
        bool usable = float.IsFinite(largest) && smallest > 0 && largest / smallest <= 100;
        return usable ? new(i, j, k, unit, Given: true) : new(1, 1, 1, "", Given: false);
    }

    public override string ToString() => Given
        ? string.Create(CultureInfo.InvariantCulture, $"{I:0.###} x {J:0.###} x {K:0.###} {Unit}").TrimEnd()
        : "not given, drawn as cubes";
}
