namespace Conv3DGen.Winograd;

/// <summary>A Winograd convolution with every size known: tiles, chunks, scratch. Immutable; made once per geometry and form.</summary>
internal sealed class WinogradPlan
{
    /// <summary>Scratch for the first-axis results of a run of tiles.</summary>
    private const int ColumnFloats = 36_000;

    /// <summary>
    /// Channels that go through the first-axis pass together where they lie side by side: whole cache lines and pages of a pixel are used
    /// at once. Where they do not, it is one vector of them, which leaves scratch for the longest runs of pixels.
    /// </summary>
    private const int ChannelsAtOnce = 64;

    /// <summary>Tiles that are transformed together at most.</summary>
    public const int LongestRun = 28;

    public WinogradPlan(ConvGeometry geometry, WinogradForm form, WinogradCode code)
    {
        Geometry = geometry;
        Form = form;
        Code = code;
        Axes = WinogradAxes.Of(geometry);
        First = new(Axes.First.As(form.First), AxisTransform.Of(form.First));
        Row = new(Axes.Row.Axis, AxisTransform.Of(form.Row));
        Column = new(Axes.Column.Axis, AxisTransform.Of(form.Column));
        Frequencies = form.Frequencies;
        ColumnStride = First.Transform.Frequencies * Row.Transform.Window * code.Lanes;
        InputBlocks = Blocks(geometry.InputChannels);
        OutputBlocks = Blocks(geometry.Filters);
        BlocksAtOnce = geometry.Format == DataFormat.ChannelsLast ? Math.Clamp(ChannelsAtOnce / code.Lanes, 1, InputBlocks) : 1;
        TilesPerRun = Math.Max(1, TilesWithin(ColumnFloats));
        Tiles = checked(geometry.Batch * First.Count * Row.Count * Column.Count);
    }

    public ConvGeometry Geometry { get; }

    public WinogradForm Form { get; }

    public WinogradCode Code { get; }

    public WinogradAxes Axes { get; }

    public AxisTiles First { get; }

    public AxisTiles Row { get; }

    public AxisTiles Column { get; }

    /// <summary>Products a tile and pair of channels.</summary>
    public int Frequencies { get; }

    /// <summary>Vectors of input channels.</summary>
    public int InputBlocks { get; }

    /// <summary>Vectors of output channels.</summary>
    public int OutputBlocks { get; }

    /// <summary>Vectors of input channels that are transformed together.</summary>
    public int BlocksAtOnce { get; }

    /// <summary>Tiles side by side whose windows are transformed together.</summary>
    public int TilesPerRun { get; }

    /// <summary>All tiles, of all images.</summary>
    public int Tiles { get; }

    /// <summary>"winograd F(4,4,4)".</summary>
    public string Title => $"winograd {Axes.Text(Form)}";

    /// <summary>Columns that a run of tiles spans.</summary>
    public int ColumnsOf(int tiles) => ((tiles - 1) * Column.Transform.Outputs) + Column.Transform.Window;

    /// <summary>Floats of one column of scratch: [first-axis frequency][row] vectors.</summary>
    public int ColumnStride { get; }

    /// <summary>Floats of scratch of one vector of channels.</summary>
    public int ScratchBlock => ColumnsOf(TilesPerRun) * ColumnStride;

    /// <summary>How a chunk lies in the workspace.</summary>
    public WinogradLayout Layout(int chunkTiles) => new(Form, Code.Lanes, Math.Max(InputBlocks, OutputBlocks), chunkTiles);

    /// <summary>Multiply-adds of a call, by which it is shared out to threads.</summary>
    public double Work => (double)Tiles * Form.Frequencies * Geometry.InputChannels * Geometry.Filters;

    /// <summary>Bytes of workspace a thread needs.</summary>
    public long WorkspaceBytes(int threads) => (long)WorkspaceOf(new WinogradChunks(this, threads).Longest) * sizeof(float);

    /// <summary>Floats of the workspace for chunks of a number of tiles.</summary>
    public nint WorkspaceOf(int chunkTiles) => new WinogradScratch(this, Layout(chunkTiles)).Floats;

    private int TilesWithin(int floats)
    {
        int tiles = 1;
        int longest = Math.Min(Column.Count, LongestRun);
        while (tiles < longest && (long)ColumnsOf(tiles + 1) * ColumnStride * BlocksAtOnce <= floats)
        {
            tiles++;
        }

        int runs = (longest + tiles - 1) / tiles;
        return (longest + runs - 1) / runs; // runs of equal length
    }

    private int Blocks(int channels) => (channels + Code.Lanes - 1) / Code.Lanes;
}
