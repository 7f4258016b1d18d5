namespace Conv3DGen.Winograd;

/// <summary>
/// Where a chunk of tiles lies in the workspace. Transformed inputs and products share a ring: the input of frequency f is in slot f + 1
/// and its products go to slot f, whose input is no longer needed.
/// </summary>
internal readonly struct WinogradLayout
{
    /// <summary>Up to this many channels a tile's frequencies lie side by side; above, the pages of one frequency do.</summary>
    private const int FewChannels = 64;

    /// <summary>A stride that is a multiple of this many floats would put all frequencies into the same cache sets.</summary>
    private const int AliasingFloats = 256;

    /// <summary>Lays out a chunk.</summary>
    /// <param name="form">The form.</param>
    /// <param name="lanes">Floats in a vector.</param>
    /// <param name="blocks">Vectors of input or output channels, whichever are more.</param>
    /// <param name="tiles">Tiles of a chunk.</param>
    public WinogradLayout(WinogradForm form, int lanes, int blocks, int tiles)
    {
        int frequencies = form.Frequencies;
        if (blocks * lanes <= FewChannels)
        {
            int slots = (frequencies + 1) | 1;
            Frequency = lanes;
            Tile = (nint)slots * lanes;
            Block = tiles * Tile;
            Floats = blocks * Block;
        }
        else
        {
            Tile = lanes;
            Block = (nint)tiles * lanes;
            Frequency = blocks * Block;
            Frequency += Frequency % AliasingFloats == 0 ? lanes : 0;
            Floats = Frequency * (frequencies + 1);
        }
    }

    /// <summary>From one frequency to the next.</summary>
    public nint Frequency { get; }

    /// <summary>From one tile to the next.</summary>
    public nint Tile { get; }

    /// <summary>From one vector of channels to the next.</summary>
    public nint Block { get; }

    /// <summary>Size of all.</summary>
    public nint Floats { get; }
}
