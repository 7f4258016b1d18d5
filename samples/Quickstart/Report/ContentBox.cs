using Quickstart.Features;
using Quickstart.Nifti;

namespace Quickstart.Report;

/// <summary>The part of a volume worth drawing: everything but empty borders.</summary>
/// <param name="First">First index along i, j and k.</param>
/// <param name="Last">Last index along i, j and k.</param>
internal sealed record ContentBox(IReadOnlyList<int> First, IReadOnlyList<int> Last)
{
    /// <summary>A voxel this bright is not background.</summary>
    private const float Bright = 0.15f;

    /// <summary>A plane with fewer such voxels than this share is: single specks of noise do not count.</summary>
    private const double Share = 0.004;

    /// <summary>Background left around the content.</summary>
    private const int Border = 3;

    /// <summary>Finds the box in a normalised image; all of it where nothing stands out.</summary>
    public static ContentBox Of(FeatureMaps image)
    {
        Grid grid = image.Volume;
        long[][] bright = [new long[grid.I], new long[grid.J], new long[grid.K]];
        for (int k = 0; k < grid.K; k++)
        {
            for (int j = 0; j < grid.J; j++)
            {
                for (int i = 0; i < grid.I; i++)
                {
                    int one = image[0, i, j, k] > Bright ? 1 : 0;
                    bright[0][i] += one;
                    bright[1][j] += one;
                    bright[2][k] += one;
                }
            }
        }

        var first = new int[3];
        var last = new int[3];
        for (int axis = 0; axis < 3; axis++)
        {
            double needed = Share * grid.Count / grid[axis];
            int begin = Array.FindIndex(bright[axis], count => count > needed);
            int end = Array.FindLastIndex(bright[axis], count => count > needed);
            first[axis] = begin < 0 ? 0 : Math.Max(0, begin - Border);
            last[axis] = end < 0 ? grid[axis] - 1 : Math.Min(grid[axis] - 1, end + Border);
        }

        return new(first, last);
    }
}
