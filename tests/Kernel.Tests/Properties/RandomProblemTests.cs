using Conv3DGen.Testing;

namespace Conv3DGen.Kernel.Tests.Properties;

/// <summary>Random specs on random shapes: every implementation gives the promised bits.</summary>
public class RandomProblemTests
{
    public static TheoryData<string, string> Rows() => SpecifiedProblem.Rows(SpecifiedProblem.Names);

    [Theory]
    [MemberData(nameof(Rows))]
    public void GivesThePromisedBits(string name, string implementation)
    {
        SpecifiedProblem random = SpecifiedProblem.Named(name);
        Conv3D layer = random.Layer(implementation);
        TensorAssert.Same(random.Data.FmaOrderSums(), layer.Run(random.Data.Problem, random.Data.Input), random.Data.Problem, random.Describe(layer));
    }

    /// <summary>The list would be of no use if it stopped visiting the corners.</summary>
    [Fact]
    public void TheProblemsVisitTheCorners()
    {
        ConvProblem[] all = [.. SpecifiedProblem.Names.Select(n => SpecifiedProblem.Named(n).Data.Problem)];
        Assert.Contains(all, p => p.KernelSize.Width > p.Input.Width);
        Assert.Contains(all, p => p.KernelSize.Width < p.Strides.Width);
        Assert.Contains(all, p => p.KernelSize.Width > 1 && p.DilationRate.Width >= p.Input.Width);
        Assert.Contains(all, p => p.Groups > 1 && p.Groups == p.InputChannels && p.Filters == p.Groups);
        Assert.Contains(all, p => p.Groups > 1 && p.Groups == p.InputChannels && p.Filters > p.Groups);
        Assert.Contains(all, p => p.Groups > 1 && p.Groups < p.InputChannels);
        Assert.Contains(all, p => p is { Padding: Padding.Valid, Output: { Depth: 1, Height: 1, Width: 1 } });
        Assert.Contains(all, p => p.Output.Width > 28);
        Assert.Contains(all, p => p.Batch == 2);
        Assert.All((DataFormat[])[DataFormat.ChannelsLast, DataFormat.ChannelsFirst], f => Assert.Contains(all, p => p.DataFormat == f));
        Assert.All((int[])[1, 2, 3, 5, 8, 16, 17, 33], n => Assert.Contains(all, p => p.InputChannels == n));
        Assert.All((int[])[1, 2, 3, 5, 8, 16, 17, 33], n => Assert.Contains(all, p => p.Filters == n));
    }
}
