using Conv3DGen.Kernels;

namespace Conv3DGen.Winograd;

/// <summary>
/// F(4,3) along the width alone, every size known. The other axes are summed over directly, so that products stay in registers and the
/// output transform follows at once: for few input channels, which leave the products of more axes nothing to share their transforms with.
/// Immutable; made once per geometry.
/// </summary>
internal sealed class RowPlan
{
    /// <summary>Longer rows are left to other forms: a single one would not stay in cache.</summary>
    private const long MostRowFloats = 1 << 20;

    private static readonly NativeFloats s_coefficients = Constants(AxisTransform.Of(AxisForm.F4).Output);

    public RowPlan(ConvGeometry geometry, WinogradCode code)
    {
        Geometry = geometry;
        Code = code;
        Tiles = TilesOf(geometry);
        TileBlocks = Math.Max(Tiles + code.Lanes - 1, code.Lanes) / code.Lanes;
        FilterBlock = code.Lanes * code.Rows.Vectors;
        FilterBlocks = (geometry.Filters + FilterBlock - 1) / FilterBlock;
        ChannelFloats = Transform.Frequencies * code.Lanes;
        RowFloats = (nint)TileBlocks * geometry.InputChannels * ChannelFloats;
    }

    /// <summary>What filtering does on the width.</summary>
    public static AxisTransform Transform { get; } = AxisTransform.Of(AxisForm.F4);

    /// <summary>The coefficients of the output transform, in memory: in registers they would push out sums.</summary>
    public static unsafe float* Coefficients => s_coefficients.Start;

    public ConvGeometry Geometry { get; }

    public WinogradCode Code { get; }

    /// <summary>Tiles of a row.</summary>
    public int Tiles { get; }

    /// <summary>Blocks of as many tiles as a vector has lanes; the last one is filled up.</summary>
    public int TileBlocks { get; }

    /// <summary>Filters that a microkernel computes.</summary>
    public int FilterBlock { get; }

    /// <summary>Blocks of so many filters; the last one may be ragged.</summary>
    public int FilterBlocks { get; }

    /// <summary>Floats of a channel of a block of tiles: a vector for every frequency.</summary>
    public int ChannelFloats { get; }

    /// <summary>Floats of a transformed row.</summary>
    public nint RowFloats { get; }

    /// <summary>"winograd F(1,1,4)".</summary>
    public static string Title { get; } = $"winograd {WinogradForm.Rows}";

    /// <summary>Multiply-adds of a call, by which it is shared out to threads.</summary>
    public double Work => Geometry.MultiplyAdds / 2;

    /// <summary>Bytes of workspace a thread needs.</summary>
    public long WorkspaceBytes(int threads) => (long)new RowScratch(this, Cut(threads)).Floats * sizeof(float);

    /// <summary>Whether the form can compute a convolution of one group and stride 1.</summary>
    public static bool Takes(ConvGeometry geometry)
        => geometry.Width is { Kernel: 3, Dilation: 1 } && ((long)geometry.Output.Width + 64) / Transform.Outputs * geometry.InputChannels * Transform.Frequencies <= MostRowFloats;

    /// <summary>Cuts the output: few planes and rows in a chunk, so that their inputs stay in cache, and some chunks for every thread.</summary>
    public RowChunks Cut(int threads) => RowChunks.Of(Geometry, RowFloats, threads);

    private static unsafe NativeFloats Constants(StraightLine program)
    {
        var memory = new NativeFloats(program.Coefficients.Count);
        for (int i = 0; i < program.Coefficients.Count; i++)
        {
            memory.Start[i] = (float)program.Coefficients[i].Value;
        }

        return memory;
    }

    private static int TilesOf(ConvGeometry geometry) => AxisTiles.CountOf(geometry.Width, Transform.Outputs);
}
