namespace Quickstart.Nifti;

/// <summary>The body's axes, each named by its two ends; NIfTI's x, y and z grow towards the second.</summary>
internal enum BodyAxis
{
    LeftRight,
    PosteriorAnterior,
    InferiorSuperior,
}

/// <summary>Which voxel axis runs along which axis of the body, to the nearest right angle.</summary>
internal sealed record Orientation
{
    private readonly int[] _voxelAxes;
    private readonly bool[] _reversed;

    private Orientation(int[] voxelAxes, bool[] reversed, bool known)
    {
        _voxelAxes = voxelAxes;
        _reversed = reversed;
        Known = known;
    }

    /// <summary>False where the file says nothing usable and i, j, k are taken to run right, forward and up.</summary>
    public bool Known { get; }

    /// <summary>The voxel axis (0 = i, 1 = j, 2 = k) along a body axis.</summary>
    public int VoxelAxis(BodyAxis axis) => _voxelAxes[(int)axis];

    /// <summary>Whether voxel indices fall where the body axis grows.</summary>
    public bool IsReversed(BodyAxis axis) => _reversed[(int)axis];

    /// <summary>From the header's sform, else its qform, else the default.</summary>
    public static Orientation Of(HeaderFields header)
    {
        double[,] matrix = header.Int16(254) > 0 ? AffineRows(header)
            : header.Int16(252) > 0 ? Quaternion(header)
            : new double[3, 3];
        return Nearest(matrix) ?? new([0, 1, 2], [false, false, false], known: false);
    }

    private static double[,] AffineRows(HeaderFields header)
    {
        var matrix = new double[3, 3];
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 3; column++)
            {
                matrix[row, column] = header.Single(280 + (16 * row) + (4 * column));
            }
        }

        return matrix;
    }

    private static double[,] Quaternion(HeaderFields header)
    {
        double b = header.Single(256), c = header.Single(260), d = header.Single(264);
        double a = Math.Sqrt(Math.Max(0, 1 - (b * b) - (c * c) - (d * d)));
        double handedness = header.Single(76) < 0 ? -1 : 1; // pixdim[0], "qfac"
        return new[,]
        {
            { (a * a) + (b * b) - (c * c) - (d * d), 2 * ((b * c) - (a * d)), handedness * 2 * ((b * d) + (a * c)) },
            { 2 * ((b * c) + (a * d)), (a * a) + (c * c) - (b * b) - (d * d), handedness * 2 * ((c * d) - (a * b)) },
            { 2 * ((b * d) - (a * c)), 2 * ((c * d) + (a * b)), handedness * ((a * a) + (d * d) - (c * c) - (b * b)) },
        };
    }

    /// <summary>Pairs body axes (rows) with voxel axes (columns), the clearest direction first; null where a column has none.</summary>
    private static Orientation? Nearest(double[,] matrix)
    {
        var axes = new int[] { -1, -1, -1 };
        var reversed = new bool[3];
        for (int pair = 0; pair < 3; pair++)
        {
            (double Cosine, int Row, int Column) best = default;
            for (int column = 0; column < 3; column++)
            {
                double length = Math.Sqrt((matrix[0, column] * matrix[0, column]) + (matrix[1, column] * matrix[1, column]) + (matrix[2, column] * matrix[2, column]));
                for (int row = 0; row < 3 && !axes.Contains(column); row++)
                {
                    double cosine = matrix[row, column] / length;
                    best = axes[row] < 0 && Math.Abs(cosine) > Math.Abs(best.Cosine) ? (cosine, row, column) : best;
                }
            }

            if (best.Cosine == 0)
            {
                return null;
            }

            axes[best.Row] = best.Column;
            reversed[best.Row] = best.Cosine < 0;
        }

        return new(axes, reversed, known: true);
    }
}
