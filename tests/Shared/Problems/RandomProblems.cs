namespace Conv3DGen.Testing.Problems;

/// <summary>
/// Small convolutions that visit the corners: kernels larger than the input, kernels smaller than the stride, dilation past the
/// input, one voxel, ragged channels, groups up to depthwise, rows longer than any tile. The same seed gives the same list.
/// </summary>
public static class RandomProblems
{
    private const long MaxMultiplyAdds = 1_000_000;

    private static readonly int[] s_channels = [1, 2, 3, 5, 8, 16, 17, 33, 65];
    private static readonly int[] s_kernels = [1, 1, 2, 3, 3, 4, 5, 7, 11];

    /// <summary>The problems of a seed.</summary>
    public static IReadOnlyList<ConvProblem> Create(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => One(random))];
    }

    /// <summary>Another layer of the same kernel size, strides, dilation and padding.</summary>
    public static ConvProblem OtherChannels(ConvProblem problem, Random random)
        => Small(() => Input(Channels(problem, random), random));

    /// <summary>Another input of the same layer.</summary>
    public static ConvProblem OtherInput(ConvProblem problem, Random random)
        => Small(() => Input(problem, random));

    private static ConvProblem One(Random random)
        => Small(() => Input(Channels(Kernel(random), random), random));

    private static ConvProblem Small(Func<ConvProblem> draw)
    {
        while (true)
        {
            ConvProblem problem = draw();
            Int3 kernel = problem.KernelSize;
            if ((long)problem.OutputCount * kernel.Depth * kernel.Height * kernel.Width * problem.ChannelsPerGroup <= MaxMultiplyAdds)
            {
                return problem;
            }
        }
    }

    private static ConvProblem Kernel(Random random)
    {
        int kind = random.Next(3);
        return new()
        {
            KernelSize = Sizes(random, s_kernels),
            Strides = kind == 1 ? Sizes(random, [1, 2, 2, 3, 5]) : 1,
            DilationRate = kind == 2 ? Sizes(random, [1, 2, 2, 3, 6]) : 1,
            Padding = random.Next(3) == 0 ? Padding.Valid : Padding.Same,
            Filters = 1,
            Input = 1,
            InputChannels = 1,
        };
    }

    private static ConvProblem Channels(ConvProblem problem, Random random)
    {
        int channels = Pick(random, s_channels);
        int filters = Pick(random, s_channels);
        int groups = random.Next(2, 5);
        ConvProblem ordered = problem with { DataFormat = random.Next(2) == 0 ? DataFormat.ChannelsLast : DataFormat.ChannelsFirst };
        return random.Next(5) switch
        {
            0 => ordered with { Groups = groups, InputChannels = groups * Math.Min(channels, 8), Filters = groups * Math.Min(filters, 17) },
            1 => ordered with { Groups = channels, InputChannels = channels, Filters = channels * Pick(random, [1, 1, 2, 3]) }, // depthwise
            _ => ordered with { Groups = 1, InputChannels = channels, Filters = filters },
        };
    }

    private static ConvProblem Input(ConvProblem problem, Random random) => problem with
    {
        UseBias = random.Next(4) != 0,
        Batch = random.Next(4) == 0 ? 2 : 1,
        Input = (
            Size(random, problem.KernelSize.Depth, problem.DilationRate.Depth, problem.Padding, longest: 6),
            Size(random, problem.KernelSize.Height, problem.DilationRate.Height, problem.Padding, longest: 9),
            Size(random, problem.KernelSize.Width, problem.DilationRate.Width, problem.Padding, longest: random.Next(4) == 0 ? 70 : 12)),
    };

    private static Int3 Sizes(Random random, int[] from) => random.Next(2) == 0
        ? Pick(random, from)
        : (Pick(random, from), Pick(random, from), Pick(random, from));

    /// <summary>An input size; for a valid kernel one that it fits, often exactly.</summary>
    private static int Size(Random random, int kernel, int dilation, Padding padding, int longest) => padding == Padding.Same
        ? random.Next(1, longest + 1)
        : ((kernel - 1) * dilation) + 1 + (random.Next(3) == 0 ? 0 : random.Next(longest));

    private static int Pick(Random random, int[] from) => from[random.Next(from.Length)];
}
