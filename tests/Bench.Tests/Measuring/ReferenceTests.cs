using Conv3DGen.Bench.Layers;
using Conv3DGen.Bench.Measuring;

namespace Conv3DGen.Bench.Tests.Measuring;

/// <summary>The float64 result that everybody is compared with.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public void One_output_is_the_sum_written_out()
    {
        BenchLayer layer = LayerTable.All.Single(candidate => candidate.Id == "o"); // 2x3x4, strides 2,1,1, valid, 5 -> 7, 17x19x23
        using var data = new LayerData(layer);

        double[] output = Reference.Run(layer, data);

        Assert.Equal(8 * 17 * 20 * 7, output.Length);
        double expected = data.Bias[6]; // output (3, 2, 1), filter 6
        for (int tap = 0; tap < 2 * 3 * 4; tap++)
        {
            (int d, int h, int w) = (6 + (tap / 12), 2 + (tap / 4 % 3), 1 + (tap % 4));
            for (int channel = 0; channel < 5; channel++)
            {
                float x = data.Input.Span[(((((d * 19) + h) * 23) + w) * 5) + channel];
                expected += (double)x * data.Kernel[(((tap * 5) + channel) * 7) + 6];
            }
        }

        Assert.Equal(expected, output[(((((3 * 17) + 2) * 20) + 1) * 7) + 6], 12);
    }

    [Fact]
    public void An_error_is_relative_to_the_largest_value()
    {
        Assert.Equal(0.125, Reference.MaxError([1, -4, 2], [1, -4, 2.5]));
        Assert.Equal(0, Reference.MaxError([1, -4], [1, -4]));
        Assert.Equal(double.NaN, Reference.MaxError([1, float.NaN], [1, -4]));
    }

    [Fact]
    public void The_peak_is_a_number_of_multiply_adds_a_second()
    {
        double one = new FmaPeak(1).Measure();
        double two = new FmaPeak(2).Measure();

        Assert.InRange(one, 1e8, 1e12); // software to wide vectors
        Assert.InRange(two, one / 4, one * 4);
    }
}
