namespace Conv3DGen.Kernels;

/// <summary>The output cut into ranges of planes and rows. The cut never changes a result.</summary>
/// <param name="batch">Images.</param>
/// <param name="output">Sizes of the output, each at least 1.</param>
/// <param name="planes">Output planes of a chunk, at most.</param>
/// <param name="rows">Output rows of a chunk, at most.</param>
internal readonly struct RowChunks(int batch, Int3 output, int planes, int rows)
{
    /// <summary>Inputs of a chunk, which are to stay in a core's own cache.</summary>
    private const long ChunkFloats = 100_000;

    private const int ChunksPerThread = 4;

    /// <summary>Output planes of a chunk where rows are many: neighbours share the planes between them.</summary>
    private const int FewPlanes = 4;

    /// <summary>Rows that are worth a chunk of their own.</summary>
    private const int FewRows = 8;

    private readonly int _depths = (output.Depth + planes - 1) / planes;
    private readonly int _heights = (output.Height + rows - 1) / rows;

    /// <summary>Output planes of a chunk, at most.</summary>
    public int Planes { get; } = planes;

    /// <summary>Output rows of a chunk, at most.</summary>
    public int Rows { get; } = rows;

    /// <summary>All chunks.</summary>
    public int Count => checked(batch * _depths * _heights);

    /// <summary>What a chunk is.</summary>
    public RowChunk this[int index]
    {
        get
        {
            (int image, int within) = Math.DivRem(index, _depths * _heights);
            (int depth, int height) = Math.DivRem(within, _heights);
            return new(image, Pieces.Begin(output.Depth, depth, _depths), Pieces.Begin(output.Depth, depth + 1, _depths), Pieces.Begin(output.Height, height, _heights), Pieces.Begin(output.Height, height + 1, _heights));
        }
    }

    /// <summary>Cuts the output of a convolution into chunks whose inputs, as they are kept, stay in cache as far as single rows do.</summary>
    /// <param name="geometry">All sizes.</param>
    /// <param name="rowFloats">What is kept of a row of inputs.</param>
    /// <param name="threads">Threads, each of which is to have some chunks.</param>
    public static RowChunks Of(ConvGeometry geometry, nint rowFloats, int threads)
    {
        long inputRows = ChunkFloats / rowFloats;
        int depth = Math.Max(geometry.Output.Depth, 1), height = Math.Max(geometry.Output.Height, 1); // an output may be empty
        bool shares = geometry.Depth.Stride <= geometry.Depth.Extent; // else there are input planes that no output needs between two
        int planes = shares ? Math.Min(depth, FewPlanes) : 1;
        int rows = Within(inputRows / geometry.Depth.Span(planes), height, geometry.Height);
        if (rows == height && shares)
        {
            planes = Math.Max(planes, Within(inputRows / geometry.Height.Span(rows), depth, geometry.Depth));
        }

        long wanted = threads == 1 ? 1 : (long)threads * ChunksPerThread;
        while (Chunks(planes, rows) < wanted && (planes > 1 || rows > FewRows))
        {
            (planes, rows) = planes > 1 ? ((planes + 1) / 2, rows) : (planes, (rows + 1) / 2);
        }

        return new(geometry.Batch, geometry.Output, planes, rows);

        long Chunks(int planes, int rows) => new RowChunks(geometry.Batch, geometry.Output, planes, rows).Count;
    }

    /// <summary>As many outputs, at least one, as a number of inputs allows.</summary>
    private static int Within(long inputs, int most, ConvAxis axis) => (int)Math.Clamp(((inputs - axis.Extent) / axis.Stride) + 1, 1, most);
}

/// <summary>Output planes [BeginPlane, EndPlane) and rows [BeginRow, EndRow) of an image.</summary>
internal readonly record struct RowChunk(int Image, int BeginPlane, int EndPlane, int BeginRow, int EndRow);
