namespace Conv3DGen.Kernels;

/// <summary>A block of output channels that one microkernel call computes.</summary>
internal sealed class BlockPlan(TileSet tiles, int firstFilter, int filters, int width, int offset)
{
    /// <summary>The microkernels of its width.</summary>
    public TileSet Tiles { get; } = tiles;

    /// <summary>Its first channel within the group.</summary>
    public int FirstFilter { get; } = firstFilter;

    /// <summary>Its channels; fewer than <see cref="Width"/> at the ragged end of a group.</summary>
    public int Filters { get; } = filters;

    /// <summary>Its lanes.</summary>
    public int Width { get; } = width;

    /// <summary>Its place in the packed weights of the group, in channels.</summary>
    public int Offset { get; } = offset;

    /// <summary>Cuts the channels of a group into blocks: as many of the widest as fit, then of the next.</summary>
    /// <remarks>
    /// The last block is moved back where it would be ragged and there are channels enough: it computes some a second time, with the same
    /// result, and stores whole vectors where they belong. A lanewise one must not be ragged, as it reads as many input channels as it has lanes.
    /// </remarks>
    public static BlockPlan[] Cover(int filters, int lanes, TileSet[] tiles)
    {
        var blocks = new List<BlockPlan>();
        int vectors = (filters + lanes - 1) / lanes;
        for (int done = 0; done < vectors;)
        {
            TileSet set = Array.Find(tiles, t => t.Vectors <= vectors - done) ?? tiles[^1];
            int width = set.Vectors * lanes;
            int offset = done * lanes;
            int first = Math.Max(Math.Min(offset, filters - width), 0);
            blocks.Add(new(set, first, Math.Min(width, filters - first), width, offset));
            done += set.Vectors;
        }

        return [.. blocks];
    }
}
