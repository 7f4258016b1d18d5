using Quickstart.Features;

namespace Quickstart.Tests.Features;

public sealed class StencilTests
{
    [Theory]
    [InlineData(5, 0.4)]
    [InlineData(5, 1.4)]
    [InlineData(3, 0.7)]
    public void A_gaussian_sums_to_one_and_falls_from_the_centre(int size, double sigma)
    {
        double[,,] gaussian = Stencils.Gaussian(size, sigma);
        int centre = size / 2;

        Assert.Equal(1, Sum(gaussian, (_, _, _) => 1), 12);
        Assert.Equal(Math.Exp(-1 / (2 * sigma * sigma)), gaussian[centre, centre, centre + 1] / gaussian[centre, centre, centre], 12);
        AssertSymmetric(gaussian, size, sign: 1);
        Stencils.ForEach(size, (k, j, i) => Assert.Equal(gaussian[k, j, i], gaussian[i, k, j], 12)); // The same in all directions.
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Sobel_answers_the_slope_along_its_axis_and_nothing_else(int axis)
    {
        double[,,] sobel = Stencils.Sobel(axis);
        double[] slopes = [Sum(sobel, (_, _, i) => i), Sum(sobel, (_, j, _) => j), Sum(sobel, (k, _, _) => k)];

        Assert.Equal(0, Sum(sobel, (_, _, _) => 1), 12);
        Assert.Equal([.. Enumerable.Range(0, 3).Select(n => n == axis ? 1.0 : 0.0)], slopes.Select(slope => Math.Round(slope, 12)));
        AssertSymmetric(sobel, 3, sign: -1);
    }

    [Fact]
    public void The_laplacian_ignores_slopes_and_answers_curvature()
    {
        double[,,] laplacian = Stencils.Laplacian();

        Assert.Equal(0, Sum(laplacian, (_, _, _) => 1), 12);
        Assert.Equal(0, Sum(laplacian, (k, j, i) => (3 * k) - (2 * j) + i), 12);
        Assert.Equal(6, Sum(laplacian, (k, j, i) => (k * k) + (j * j) + (i * i)), 12); // The Laplacian of x^2 + y^2 + z^2.
        AssertSymmetric(laplacian, 3, sign: 1);
        Stencils.ForEach(3, (k, j, i) => Assert.Equal(laplacian[k, j, i], laplacian[i, k, j], 12));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Identity_is_one_at_the_centre_alone(int size)
    {
        double[,,] identity = Stencils.Identity(size);

        Assert.Equal(1, identity[size / 2, size / 2, size / 2]);
        Assert.Equal(1, identity.Cast<double>().Sum(Math.Abs));
    }

    /// <summary>The stencil's answer to a function of the position, counted from the centre.</summary>
    private static double Sum(double[,,] stencil, Func<int, int, int, double> image)
    {
        int size = stencil.GetLength(0);
        double sum = 0;
        Stencils.ForEach(size, (k, j, i) => sum += stencil[k, j, i] * image(k - (size / 2), j - (size / 2), i - (size / 2)));
        return sum;
    }

    private static void AssertSymmetric(double[,,] stencil, int size, int sign) => Stencils.ForEach(size, (k, j, i) =>
        Assert.Equal(stencil[k, j, i], sign * stencil[size - 1 - k, size - 1 - j, size - 1 - i], 12));
}
