namespace Conv3DGen.Kernels;

/// <summary>The output cut into ranges of planes and parts of the filters. The cut never changes a result.</summary>
/// <param name="Planes">Output planes of all images.</param>
/// <param name="Ranges">Ranges of them.</param>
/// <param name="Blocks">Blocks of filters.</param>
/// <param name="Parts">Parts of the blocks, no more than there are.</param>
internal readonly record struct TapCut(int Planes, int Ranges, int Blocks, int Parts)
{
    /// <summary>All chunks.</summary>
    public int Count => checked(Ranges * Parts);

    /// <summary>Planes of a chunk, at most.</summary>
    public int MostPlanes => (Planes + Ranges - 1) / Ranges;

    /// <summary>Blocks of a chunk, at most.</summary>
    public int MostBlocks => (Blocks + Parts - 1) / Parts;

    /// <summary>What a chunk is; those of the same planes follow each other.</summary>
    public TapChunk this[int index]
    {
        get
        {
            (int range, int part) = Math.DivRem(index, Parts);
            return new(Pieces.Begin(Planes, range, Ranges), Pieces.Begin(Planes, range + 1, Ranges), Pieces.Begin(Blocks, part, Parts), Pieces.Begin(Blocks, part + 1, Parts));
        }
    }
}

/// <summary>Output planes [BeginPlane, EndPlane) of all images, blocks [FirstBlock, EndBlock) of the filters.</summary>
internal readonly record struct TapChunk(int BeginPlane, int EndPlane, int FirstBlock, int EndBlock);
