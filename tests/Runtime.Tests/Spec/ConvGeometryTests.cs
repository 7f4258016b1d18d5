using Conv3DGen.Testing;

namespace Conv3DGen.Runtime.Tests.Spec;

public class ConvGeometryTests
{
    private static readonly ConvProblem s_problem = new()
    {
        KernelSize = (1, 2, 3),
        Strides = (1, 2, 1),
        Padding = Padding.Same,
        Groups = 2,
        Filters = 6,
        Batch = 2,
        Input = (3, 4, 5),
        InputChannels = 4,
    };

    [Theory]
    [InlineData(DataFormat.ChannelsLast)]
    [InlineData(DataFormat.ChannelsFirst)]
    public void StridesAddressTheDenseTensors(DataFormat format)
    {
        ConvProblem problem = s_problem with { DataFormat = format };
        ConvGeometry geometry = Of(problem);
        Assert.Equal(problem.InputIndex(1, 2, 3, 4, 3), Address(geometry.Source, 1, 2, 3, 4, 3));
        Assert.Equal(problem.InputIndex(0, 1, 0, 2, 1), Address(geometry.Source, 0, 1, 0, 2, 1));
        Assert.Equal(problem.OutputIndex(1, 2, 1, 4, 5), Address(geometry.Target, 1, 2, 1, 4, 5));
        Assert.Equal(problem.OutputIndex(0, 0, 1, 3, 2), Address(geometry.Target, 0, 0, 1, 3, 2));
    }

    [Theory]
    [InlineData(DataFormat.ChannelsLast, new[] { 2, 3, 2, 5, 6 })]
    [InlineData(DataFormat.ChannelsFirst, new[] { 2, 6, 3, 2, 5 })]
    public void OutputLengthsAreInTheAxisOrderOfTheLayer(DataFormat format, int[] expected)
    {
        ConvGeometry geometry = Of(s_problem with { DataFormat = format });
        Assert.Equal(expected.Select(n => (nint)n), geometry.OutputLengths);
        Assert.Equal(expected.Aggregate((a, b) => a * b), geometry.OutputCount);
        Assert.Equal(2 * 3 * 4 * 5 * 4, geometry.InputCount);
    }

    [Fact]
    public void GroupsDivideChannelsAndFilters()
    {
        ConvGeometry geometry = Of(s_problem);
        Assert.Equal((2, 3), (geometry.InputChannelsPerGroup, geometry.FiltersPerGroup));
    }

    [Theory]
    [InlineData(65536, 32768, 1, "input")]
    [InlineData(46340, 46340, 2, "output")]
    public void TensorsOfTwoToThe31ElementsAreRefused(int height, int width, int filters, string tensor)
    {
        ConvProblem problem = new() { KernelSize = 1, Filters = filters, Input = (1, height, width), InputChannels = 1 };
        ArgumentException error = Assert.Throws<ArgumentException>(() => Of(problem));
        Assert.Equal(tensor, error.ParamName);
        Assert.Contains(((long)height * width * filters).ToString(), error.Message);
    }

    private static ConvGeometry Of(ConvProblem problem)
        => new(problem.SpecialisedSpec, problem.Batch, problem.Input, problem.InputChannels, problem.DataFormat);

    private static nint Address(TensorStrides strides, int n, int d, int h, int w, int c)
        => (n * strides.Batch) + (d * strides.Depth) + (h * strides.Height) + (w * strides.Width) + (c * strides.Channel);
}
