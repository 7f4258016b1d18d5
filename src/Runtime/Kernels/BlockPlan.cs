namespace Conv3DGen.Kernels;

/// <summary>A block of output channels that one microkernel call computes.</summary>
/// <param name="Tiles">The microkernels of its width.</param>
/// <param name="FirstFilter">Its first channel within the group.</param>
/// <param name="Filters">Its channels; fewer than <paramref name="Width"/> at the ragged end of a group.</param>
/// <param name="Width">Its lanes.</param>
/// <param name="Offset">Its place in the packed weights of the group, in channels.</param>
internal sealed record BlockPlan(TileSet Tiles, int FirstFilter, int Filters, int Width, int Offset)
{
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
