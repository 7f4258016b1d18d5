using Conv3DGen.Kernels;

namespace Conv3DGen.Winograd;

/// <summary>
/// F(4,3) along the width alone, every size known. The other axes are summed over directly, so that products stay in registers and the
/// output transform follows at once: for few input channels, which leave the products of more axes nothing to share their transforms with.
/// Immutable; made once per geometry.
/// </summary>
internal sealed class RowPlan
{
    /// <summary>Transformed inputs of a chunk, which are to stay in a core's own cache.</summary>
    private const long ChunkFloats = 100_000;

    /// <summary>Longer rows are left to other forms: a single one would not stay in cache.</summary>
    private const long MostRowFloats = 1 << 20;

    private const int ChunksPerThread = 4;

    /// <summary>Output planes of a chunk where rows are many: neighbours share the planes between them.</summary>
    private const int FewPlanes = 4;

    /// <summary>Rows that are worth a chunk of their own.</summary>
    private const int FewRows = 8;

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

    /// <summary>Bytes of workspace a thread needs.</summary>
    public long WorkspaceBytes(int threads) => (long)new RowScratch(this, Cut(threads)).Floats * sizeof(float);

    /// <summary>Whether the form can compute a convolution of one group and stride 1.</summary>
    public static bool Takes(ConvGeometry geometry)
        => geometry.Width is { Kernel: 3, Dilation: 1 } && ((long)geometry.Output.Width + 64) / Transform.Outputs * geometry.InputChannels * Transform.Frequencies <= MostRowFloats;

    /// <summary>Cuts the output: few planes and rows in a chunk, so that their inputs stay in cache, and some chunks for every thread.</summary>
    public RowChunks Cut(int threads)
    {
        int depth = Math.Max(Geometry.Output.Depth, 1), height = Math.Max(Geometry.Output.Height, 1); // an output may be empty
        int planes = Math.Min(depth, FewPlanes);
        int rows = Within(ChunkFloats / RowFloats / Geometry.Depth.Span(planes), height, Geometry.Height);
        if (rows == height)
        {
            planes = Math.Max(planes, Within(ChunkFloats / RowFloats / Geometry.Height.Span(rows), depth, Geometry.Depth));
        }

        long wanted = threads == 1 ? 1 : (long)threads * ChunksPerThread;
        while (Count(planes, rows) < wanted && (planes > 1 || rows > FewRows))
        {
            (planes, rows) = planes > 1 ? ((planes + 1) / 2, rows) : (planes, (rows + 1) / 2);
        }

        return new(Geometry.Batch, Geometry.Output, planes, rows);

        long Count(int planes, int rows) => new RowChunks(Geometry.Batch, Geometry.Output, planes, rows).Count;
    }

    /// <summary>As many outputs, at least one, as a number of inputs allows.</summary>
    private static int Within(long inputs, int most, ConvAxis axis) => (int)Math.Clamp(inputs - axis.Extent + 1, 1, most);

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

/// <summary>The output cut into ranges of planes and rows. The cut never changes a result.</summary>
/// <param name="Batch">Images.</param>
/// <param name="Output">Sizes of the output, each at least 1.</param>
/// <param name="Planes">Output planes of a chunk, at most.</param>
/// <param name="Rows">Output rows of a chunk, at most.</param>
internal readonly record struct RowChunks(int Batch, Int3 Output, int Planes, int Rows)
{
    private readonly int _depths = (Output.Depth + Planes - 1) / Planes;
    private readonly int _heights = (Output.Height + Rows - 1) / Rows;

    /// <summary>All chunks.</summary>
    public int Count => checked(Batch * _depths * _heights);

    /// <summary>What a chunk is.</summary>
    public RowChunk this[int index]
    {
        get
        {
            (int image, int within) = Math.DivRem(index, _depths * _heights);
            (int depth, int height) = Math.DivRem(within, _heights);
            return new(image, Cut(Output.Depth, depth, _depths), Cut(Output.Depth, depth + 1, _depths), Cut(Output.Height, height, _heights), Cut(Output.Height, height + 1, _heights));
        }
    }

    private static int Cut(int extent, int piece, int pieces) => (int)((long)extent * piece / pieces);
}

/// <summary>Output planes [BeginPlane, EndPlane) and rows [BeginRow, EndRow) of an image.</summary>
internal readonly record struct RowChunk(int Image, int BeginPlane, int EndPlane, int BeginRow, int EndRow);
