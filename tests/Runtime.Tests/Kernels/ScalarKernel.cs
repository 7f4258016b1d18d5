using Conv3DGen.Kernels;

namespace Conv3DGen.Runtime.Tests.Kernels;

/// <summary>
/// Microkernels in plain C#, of any tile size: the contract of <see cref="TileArgs"/> spelled out, to test the loops around them.
/// Each one handles exactly its own number of pixels, whatever <see cref="TileArgs.Pixels"/> says.
/// </summary>
internal static unsafe class ScalarKernel
{
    /// <summary>One pixel by one channel.</summary>
    public static Conv3DKernel Create(string name, ConvSpec spec) => Create(name, spec, lanes: 1, new TileSet(1, [&Tile<One, One>]));

    /// <summary>The same as code of a kernel.</summary>
    public static DirectCode Code() => new("test", 1, new TileSet(1, [&Tile<One, One>]));

    public static Conv3DKernel Create(string name, ConvSpec spec, int lanes, params TileSet[] tiles) => Conv3DKernel.Generated(name, spec, "scalar", new DirectCode("test", lanes, tiles), winograd: null);

    /// <summary>Any number of pixels up to 7 (2, 3, 7 without the sizes between), by channels that the width names.</summary>
    public static delegate*<TileArgs*, void>[] Strided<TWidth>(int gapless, bool long7 = false)
        where TWidth : INumber
    {
        delegate*<TileArgs*, void>[] all = [&Tile<One, TWidth>, &Tile<Two, TWidth>, &Tile<Three, TWidth>, &Tile<Four, TWidth>];
        return Table(all, &Tile<Seven, TWidth>, gapless, long7);
    }

    /// <summary>The same for whole rows, whose inputs must be contiguous.</summary>
    public static delegate*<TileArgs*, void>[] Row<TWidth>(int gapless, bool long7 = false)
        where TWidth : INumber
    {
        delegate*<TileArgs*, void>[] all = [&RowTile<One, TWidth>, &RowTile<Two, TWidth>, &RowTile<Three, TWidth>, &RowTile<Four, TWidth>];
        return Table(all, &RowTile<Seven, TWidth>, gapless, long7);
    }

    private static delegate*<TileArgs*, void>[] Table(delegate*<TileArgs*, void>[] all, delegate*<TileArgs*, void> seven, int gapless, bool long7)
    {
        delegate*<TileArgs*, void>[] table = new delegate*<TileArgs*, void>[long7 ? 7 : gapless];
        Array.Copy(all, table, gapless);
        if (long7)
        {
            table[6] = seven;
        }

        return table;
    }

    private static void RowTile<TPixels, TWidth>(TileArgs* t)
        where TPixels : INumber
        where TWidth : INumber
    {
        if (t->InputChannelStride != 1)
        {
            throw new InvalidOperationException("A row tile was called for channels that are not contiguous.");
        }

        Tile<TPixels, TWidth>(t);
    }

    private static void Tile<TPixels, TWidth>(TileArgs* t)
        where TPixels : INumber
        where TWidth : INumber
    {
        for (int pixel = 0; pixel < TPixels.Value; pixel++)
        {
            for (int lane = 0; lane < TWidth.Value; lane++)
            {
                float sum = Sum(t, t->Input + (pixel * t->InputPixelStride), TWidth.Value, lane) + t->Bias[lane];
                sum = sum < t->Low ? t->Low : sum;
                t->Output[(pixel * t->OutputPixelStride) + lane] = sum > t->High ? t->High : sum;
            }
        }
    }

    private static float Sum(TileArgs* t, float* input, int width, int lane)
    {
        float sum = 0;
        for (nint plane = 0; plane < t->Planes; plane++)
        {
            for (nint row = 0; row < t->Rows; row++)
            {
                float* x = input + (plane * t->InputPlaneStride) + (row * t->InputRowStride);
                float* w = t->Weights + (plane * t->WeightPlaneStride) + (row * t->WeightRowStride) + lane;
                for (nint tap = 0; tap < t->Taps; tap++)
                {
                    for (nint i = 0; i < t->Run; i++, w += width)
                    {
                        sum = MathF.FusedMultiplyAdd(x[(tap * t->InputTapStride) + (i * t->InputChannelStride)], *w, sum);
                    }
                }
            }
        }

        return sum;
    }

    /// <summary>A number as a type, for function pointers that know it.</summary>
    public interface INumber
    {
        static abstract int Value { get; }
    }

    public readonly struct One : INumber
    {
        public static int Value => 1;
    }

    public readonly struct Two : INumber
    {
        public static int Value => 2;
    }

    public readonly struct Three : INumber
    {
        public static int Value => 3;
    }

    public readonly struct Four : INumber
    {
        public static int Value => 4;
    }

    public readonly struct Seven : INumber
    {
        public static int Value => 7;
    }

    public readonly struct Eight : INumber
    {
        public static int Value => 8;
    }
}
