using Conv3DGen.Kernels;

namespace Conv3DGen.Winograd;

/// <summary>
/// Filtering along the depth alone, every size known: each frequency is a direct convolution of the plane, by the microkernels of the
/// layer, whatever taps and strides the plane has. Half the multiply-adds of a kernel of three planes, three quarters where its stride is
/// 2, five eighths of four planes of stride 2. Immutable; made once per geometry.
/// </summary>
internal sealed class DepthPlan
{
    /// <summary>Frequencies of the inputs of a chunk, and products of a block of filters: each is to stay in a core's own cache.</summary>
    private const int ChunkFloats = 100_000;

    /// <summary>Larger inputs of a chunk would not even stay in a shared cache: a single row of outputs that has such is left to direct convolution.</summary>
    private const long MostInputFloats = 1 << 20;

    /// <summary>The same of a row of outputs.</summary>
    private const long MostOutputFloats = 1 << 18;

    /// <summary>Fewer pixels do not use the weights of a block of filters often enough.</summary>
    private const int LeastPixels = 112;

    /// <summary>Filters of a block, most of the time.</summary>
    private const int UsualBlock = 32;

    /// <summary>Filters of a part, at least: every part transforms all inputs, which is little beside the products of so many.</summary>
    private const int LeastFilters = 128;

    private const int ChunksPerThread = 4;

    public DepthPlan(ConvGeometry geometry, string direct)
    {
        Geometry = geometry;
        Title = $"winograd {WinogradForm.Depth} over {direct}";
        var spec = new ConvSpec(One(geometry.KernelSize), One(geometry.Strides), (1, geometry.Height.Dilation, geometry.Width.Dilation), geometry.Height.Padding)
        {
            Filters = geometry.Filters,
            Groups = 1,
        };
        Plane = new(spec, batch: 1, One(geometry.Input), geometry.InputChannels, DataFormat.ChannelsLast);
        Transform = DepthTransform.Of(geometry.Depth)!;
        Tiles = new(geometry.Depth, Transform.Phases[0].Transform);
    }

    /// <summary>What filtering does on the depth.</summary>
    public DepthTransform Transform { get; }

    public ConvGeometry Geometry { get; }

    /// <summary>The convolution of one frequency: one plane, channels last.</summary>
    public ConvGeometry Plane { get; }

    /// <summary>The depth in tiles of four output planes.</summary>
    public AxisTiles Tiles { get; }

    /// <summary>"winograd F(4,1,1) over direct 14x2".</summary>
    public string Title { get; }

    /// <summary>Multiply-adds of a call, by which it is shared out to threads.</summary>
    public double Work => Geometry.MultiplyAdds / DepthTransform.Outputs * Transform.Frequencies / Transform.Kernel;

    /// <summary>Bytes of workspace a thread needs.</summary>
    public long WorkspaceBytes(int threads) => (long)new DepthScratch(this, Cut(threads)).Floats * sizeof(float);

    /// <summary>Whether the form can compute a convolution: kernel planes that it has a transform for, and taps or strides in the plane, which other forms have not.</summary>
    public static bool Takes(ConvGeometry geometry)
        => geometry.Groups == 1
        && DepthTransform.Of(geometry.Depth) is not null
        && !(geometry.Height.IsPointwise && geometry.Width.IsPointwise && geometry.Depth is { Kernel: 3, Stride: 1 })
        && RowsOf(MostInputFloats, geometry) >= 1
        && (long)geometry.Width.Output * DirectCode.WidestBlock <= MostOutputFloats;

    /// <summary>Cuts the output: rows of a chunk whose inputs and products stay in cache, and some chunks for every thread.</summary>
    public DepthChunks Cut(int threads)
    {
        int height = Math.Max(Geometry.Output.Height, 1), width = Math.Max(Geometry.Output.Width, 1); // an output may be empty
        long fit = Math.Min(RowsOf(ChunkFloats / Transform.Frequencies, Geometry), ChunkFloats / Transform.Frequencies / UsualBlock / width);
        int least = (int)Math.Clamp(RowsOf(MostInputFloats, Geometry), 1, Math.Min((LeastPixels + width - 1) / width, height));
        int rows = (int)Math.Clamp(fit, least, height);
        long wanted = threads == 1 ? 1 : (long)threads * ChunksPerThread;
        while (rows > least && Count(rows) < wanted)
        {
            rows = Math.Max((rows + 1) / 2, least);
        }

        // Threads that share the pixels all read all weights, those that share the filters do not.
        int count = Math.Max(Count(rows), 1);
        int parts = Math.Clamp((threads + count - 1) / count, 1, Math.Max(Geometry.Filters / LeastFilters, 1));
        while (rows > 1 && Count(rows) * parts < threads)
        {
            rows = (rows + 1) / 2;
        }

        return new(Geometry.Batch, Tiles.Count, height, rows, parts);

        int Count(int rows) => new DepthChunks(Geometry.Batch, Tiles.Count, height, rows, Parts: 1).Count;
    }

    /// <summary>Output rows whose input planes have no more than some floats; 0 or less where there is none.</summary>
    private static long RowsOf(long floats, ConvGeometry geometry)
    {
        long inputs = floats / ((long)geometry.Width.Input * geometry.InputChannels);
        return inputs >= geometry.Height.Input ? geometry.Output.Height
            : inputs >= geometry.Height.Extent ? ((inputs - geometry.Height.Extent) / geometry.Height.Stride) + 1
            : 0;
    }

    private static Int3 One(Int3 sizes) => (1, sizes.Height, sizes.Width);
}

/// <summary>The output cut into tiles of planes, ranges of rows and parts of the filters. The cut never changes a result.</summary>
/// <param name="Batch">Images.</param>
/// <param name="Tiles">Tiles of the depth.</param>
/// <param name="Height">Output rows, at least 1.</param>
/// <param name="Rows">Output rows of a chunk, at most.</param>
/// <param name="Parts">Parts of the filters, no more than there are blocks of them.</param>
internal readonly record struct DepthChunks(int Batch, int Tiles, int Height, int Rows, int Parts)
{
    private readonly int _ranges = (Height + Rows - 1) / Rows;

    /// <summary>All chunks.</summary>
    public int Count => checked(Batch * Tiles * _ranges * Parts);

    /// <summary>What a chunk is; those of the same inputs follow each other.</summary>
    public DepthChunk this[int index]
    {
        get
        {
            (int inputs, int part) = Math.DivRem(index, Parts);
            (int tile, int range) = Math.DivRem(inputs, _ranges);
            (int image, int inImage) = Math.DivRem(tile, Tiles);
            return new(image, inImage, Pieces.Begin(Height, range, _ranges), Pieces.Begin(Height, range + 1, _ranges), part);
        }
    }

    /// <summary>The first block of filters of a part, of all blocks; and one past its last.</summary>
    public (int First, int End) BlocksOf(int part, int blocks) => (Pieces.Begin(blocks, part, Parts), Pieces.Begin(blocks, part + 1, Parts));
}

/// <summary>Output rows [Begin, End) of the planes of a tile of an image, a part of the filters.</summary>
internal readonly record struct DepthChunk(int Image, int Tile, int Begin, int End, int Part);
