using Conv3DGen.Testing;

namespace Conv3DGen.Kernel.Tests.Winograd;

/// <summary>
/// Small convolutions that Winograd can compute, at their corners: one to three axes of three taps, of five or of both, dilation past the input,
/// two-voxel axes, ragged channels in either axis order, batches; one in four with some kernel planes of any taps and strides, whose depth
/// alone is filtered, and every second of those with a depth of stride 2. The same seed gives the same list.
/// </summary>
internal static class WinogradProblems
{
    private const long MaxMultiplyAdds = 3_000_000;

    private static readonly int[] s_channels = [1, 3, 8, 16, 17, 20, 32, 33, 48, 65];

    private static readonly int[] s_taps = [1, 2, 3, 4, 5, 7];

    private static readonly Int3[] s_fives = [5, (3, 5, 5), (5, 3, 3), 5, (5, 3, 5), (3, 5, 3), 5, (5, 5, 3), (3, 3, 5)];

    /// <summary>The problems of a seed; no two have the same number.</summary>
    public static IReadOnlyList<ConvProblem> Create(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => Small(() => One(random, i)))];
    }

    private static ConvProblem Small(Func<ConvProblem> draw)
    {
        while (true)
        {
            ConvProblem problem = draw();
            if ((long)problem.OutputCount * problem.KernelSize.Depth * problem.KernelSize.Height * problem.KernelSize.Width * problem.InputChannels <= MaxMultiplyAdds)
            {
                return problem;
            }
        }
    }

    private static ConvProblem One(Random random, int index) => index % 4 != 3 ? Axes(random, index)
        : index % 8 == 3 ? Depth(random, strided: false, 2 + (index / 8 % 2))
        : Depth(random, strided: true, 3 + (index / 8 % 4)) with { DataFormat = index / 32 % 2 == 0 ? DataFormat.ChannelsLast : DataFormat.ChannelsFirst };

    private static ConvProblem Depth(Random random, bool strided, int planes)
    {
        Int3 kernel = (planes, s_taps[random.Next(s_taps.Length)], s_taps[random.Next(s_taps.Length)]);
        Int3 strides = !strided && random.Next(3) == 0 ? 1 : (strided ? 2 : 1, random.Next(1, 4), random.Next(1, 4));
        Int3 dilation = strides == 1 && random.Next(2) == 0 ? (random.Next(1, 4), random.Next(1, 3), random.Next(1, 3)) : 1;
        return Problem(random, kernel, strides, dilation);
    }

    private static ConvProblem Axes(Random random, int index)
    {
        // Bit a of a number from 1 to 7 says whether axis a is filtered; three axes at once come up every second time, every fourth of them with
        // both numbers of taps, and one or two axes have five taps every second time.
        int axes = index % 2 == 0 ? 7 : (index / 2 % 7) + 1;
        int taps = index % 8 == 5 ? 5 : 3;
        Int3 kernel = index % 8 == 2 ? s_fives[index / 8 % s_fives.Length] : (Taps(axes, 1, taps), Taps(axes, 2, taps), Taps(axes, 4, taps));
        Int3 dilation = random.Next(3) == 0 ? (random.Next(1, 4), random.Next(1, 3), random.Next(1, 4)) : 1;
        return Problem(random, kernel, strides: 1, dilation);
    }

    private static ConvProblem Problem(Random random, Int3 kernel, Int3 strides, Int3 dilation)
    {
        Padding padding = random.Next(3) == 0 ? Padding.Valid : Padding.Same;
        return new()
        {
            KernelSize = kernel,
            Strides = strides,
            DilationRate = dilation,
            Padding = padding,
            DataFormat = random.Next(2) == 0 ? DataFormat.ChannelsLast : DataFormat.ChannelsFirst,
            InputChannels = s_channels[random.Next(s_channels.Length)],
            Filters = s_channels[random.Next(s_channels.Length)],
            UseBias = random.Next(4) != 0,
            Batch = random.Next(4) == 0 ? 2 : 1,
            Input = (
                Size(random, kernel.Depth, dilation.Depth, padding, longest: strides.Depth == 1 ? 7 : 12),
                Size(random, kernel.Height, dilation.Height, padding, longest: 11),
                Size(random, kernel.Width, dilation.Width, padding, longest: random.Next(4) == 0 ? 40 : 14)),
        };
    }

    private static int Taps(int axes, int bit, int taps) => (axes & bit) != 0 ? taps : 1;

    /// <summary>An input size; one time in four exactly two voxels a lattice, for which there is a form of its own.</summary>
    private static int Size(Random random, int kernel, int dilation, Padding padding, int longest) => padding == Padding.Valid
        ? ((kernel - 1) * dilation) + random.Next(1, longest)
        : random.Next(4) == 0 ? 2 * dilation : random.Next(1, longest + 1);
}
