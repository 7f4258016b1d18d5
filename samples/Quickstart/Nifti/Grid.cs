using System.Globalization;

namespace Quickstart.Nifti;

/// <summary>Voxels along the file's three axes; i varies fastest in memory, then j, then k.</summary>
internal readonly record struct Grid(int I, int J, int K)
{
    /// <summary>Voxels in all; at most 32767^3, which a long holds.</summary>
    public long Count => (long)I * J * K;

    /// <summary>The size along axis 0 (i), 1 (j) or 2 (k).</summary>
    public int this[int axis] => axis switch { 0 => I, 1 => J, _ => K };

    public long Index(int i, int j, int k) => (((long)k * J) + j) * I + i;

    /// <summary>This grid with <paramref name="margin"/> voxels more on all six sides.</summary>
    public Grid Grow(int margin) => new(I + (2 * margin), J + (2 * margin), K + (2 * margin));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{I} x {J} x {K}");
}
