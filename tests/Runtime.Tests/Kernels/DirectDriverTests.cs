using Conv3DGen.Kernels;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;
using static Conv3DGen.Runtime.Tests.Kernels.ScalarKernel;

namespace Conv3DGen.Runtime.Tests.Kernels;

/// <summary>The loops around the microkernels: any tile size gives the promised bits on random problems.</summary>
public unsafe class DirectDriverTests
{
    private static readonly IReadOnlyList<ConvProblem> s_problems = RandomProblems.Create(150, seed: 20);

    /// <summary>Lanes and tile sets. Widths are lanes * vectors.</summary>
    public static TheoryData<string, int, TileSet[]> Tilings() => new()
    {
        { "one pixel, one channel", 1, [new(1, Strided<One>(1))] },
        { "4 pixels, 8 and 4 channels", 4, [new(2, Strided<Eight>(4)), new(1, Strided<Four>(4))] },
        { "3 pixels, 7 channels only: a padded end", 7, [new(1, Strided<Seven>(3))] },
        { "7 pixels or up to 3, 4 and 2 channels", 2, [new(2, Strided<Four>(3, long7: true)), new(1, Strided<Two>(3, long7: true))] },
        { "rows of 4, borders of 2", 4, [new(1, Strided<Four>(2), Row<Four>(4))] },
        { "rows of 7 or up to 4, borders of 3", 8, [new(1, Strided<Eight>(3), Row<Eight>(4, long7: true))] },
        { "rows of 2, borders of 7 or 1", 3, [new(1, Strided<Three>(1, long7: true), Row<Three>(2))] },
    };

    [Theory]
    [MemberData(nameof(Tilings))]
    public void GivesThePromisedBits(string tiling, int lanes, TileSet[] tiles)
    {
        for (int i = 0; i < s_problems.Count; i++)
        {
            ConvProblem problem = s_problems[i];
            ProblemData data = ProblemData.Create(problem, seed: i);
            Conv3DKernel kernel = Create(tiling, problem.GenericSpec, lanes, tiles);
            Conv3D layer = LayerFactory.Create(problem, data.Kernel, data.Bias, kernel: kernel);
            TensorAssert.Same(data.FmaOrderSums(), layer.Run(problem, data.Input), problem);
        }
    }

    /// <summary>Without padding, with one group and channels last, every tile lies in a whole row, and no other is needed.</summary>
    [Fact]
    public void ValidChannelsLastNeedsNoStridedTiles()
    {
        TileSet tiles = new(1, null, Row<Four>(3));
        foreach (ConvProblem problem in s_problems.Where(p => p is { Padding: Padding.Valid, Groups: 1, DataFormat: DataFormat.ChannelsLast }))
        {
            ProblemData data = ProblemData.Create(problem, seed: 1);
            Conv3D layer = LayerFactory.Create(problem, data.Kernel, data.Bias, kernel: Create("rows", problem.GenericSpec, 4, tiles));
            TensorAssert.Same(data.FmaOrderSums(), layer.Run(problem, data.Input), problem);
        }
    }

    [Fact]
    public void TileSetsOfNothingAreRefused()
    {
        Assert.ThrowsAny<ArgumentException>(() => new TileSet(0, Strided<One>(1)));
        Assert.ThrowsAny<ArgumentException>(() => new TileSet(1, null));
        Assert.ThrowsAny<ArgumentException>(() => Create("none", s_problems[0].GenericSpec, 1, []));
        Assert.ThrowsAny<ArgumentException>(() => Create("no lanes", s_problems[0].GenericSpec, 0, new TileSet(1, Strided<One>(1))));
    }
}
