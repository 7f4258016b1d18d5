namespace Quickstart.Features;

/// <summary>
/// Small cubes of weights with a known meaning, indexed [k, j, i]. All are made for cross-correlation, which is what a
/// convolution layer computes: tap t multiplies the voxel t - size / 2 away.
/// </summary>
internal static class Stencils
{
    private static readonly double[] Rise = [-0.5, 0, 0.5];
    private static readonly double[] Tent = [0.25, 0.5, 0.25];
    private static readonly double[] Curve = [1, -2, 1];
    private static readonly double[] Bell = [1 / 6.0, 4 / 6.0, 1 / 6.0];

    /// <summary>A Gaussian of standard deviation <paramref name="sigma"/> voxels, cut off at the cube and scaled to sum 1.</summary>
    public static double[,,] Gaussian(int size, double sigma)
    {
        double[] line = [.. Enumerable.Range(0, size).Select(t => Math.Exp(-Math.Pow((t - (size / 2)) / sigma, 2) / 2))];
        double sum = line.Sum();
        double[] unit = [.. line.Select(w => w / sum)];
        return Outer(unit, unit, unit);
    }

    /// <summary>
    /// Sobel's gradient along axis 0 (i), 1 (j) or 2 (k): the central difference on that axis, a tent on the other two.
    /// Scaled so that a slope of 1 per voxel answers 1.
    /// </summary>
    public static double[,,] Sobel(int axis) => Outer(axis == 2 ? Rise : Tent, axis == 1 ? Rise : Tent, axis == 0 ? Rise : Tent);

    /// <summary>
    /// The Laplacian: the second difference along every axis, each smoothed across the other two so that it answers alike in
    /// all directions. On a Gaussian-smoothed image it is the Laplacian of Gaussian.
    /// </summary>
    public static double[,,] Laplacian()
    {
        var sum = new double[3, 3, 3];
        foreach (double[,,] part in new[] { Outer(Curve, Bell, Bell), Outer(Bell, Curve, Bell), Outer(Bell, Bell, Curve) })
        {
            ForEach(3, (k, j, i) => sum[k, j, i] += part[k, j, i]);
        }

        return sum;
    }

    /// <summary>Hands the voxel itself on: 1 at the centre.</summary>
    public static double[,,] Identity(int size)
    {
        var cube = new double[size, size, size];
        cube[size / 2, size / 2, size / 2] = 1;
        return cube;
    }

    /// <summary>Visits every tap of a cube.</summary>
    public static void ForEach(int size, Action<int, int, int> visit)
    {
        for (int k = 0; k < size; k++)
        {
            for (int j = 0; j < size; j++)
            {
                for (int i = 0; i < size; i++)
                {
                    visit(k, j, i);
                }
            }
        }
    }

    private static double[,,] Outer(double[] alongK, double[] alongJ, double[] alongI)
    {
        var cube = new double[alongI.Length, alongI.Length, alongI.Length];
        ForEach(alongI.Length, (k, j, i) => cube[k, j, i] = alongK[k] * alongJ[j] * alongI[i]);
        return cube;
    }
}
