namespace Conv3DGen.Kernels;

/// <summary>
/// Weights in the order the microkernels read them: per group and block of output channels, [kd][kh][kw][ci][lanes of the block],
/// padded with zeros to whole vectors; then one bias per padded channel.
/// </summary>
/// <remarks>Whoever computes with them keeps this object alive until done.</remarks>
internal sealed unsafe class PackedWeights
{
    private readonly NativeFloats _memory;
    private readonly nint _biasOffset;

    private PackedWeights(int groups, int steps, int paddedFilters, BlockPlan[] blocks)
    {
        Groups = groups;
        Steps = steps;
        PaddedFilters = paddedFilters;
        Blocks = blocks;
        _biasOffset = (nint)groups * steps * paddedFilters;
        _memory = new(_biasOffset + ((nint)groups * paddedFilters));
        _memory.Clear();
    }

    /// <summary>Groups that are packed apart from each other.</summary>
    public int Groups { get; }

    /// <summary>Steps of one output's sum.</summary>
    public int Steps { get; }

    /// <summary>Output channels of one group, rounded up to whole vectors.</summary>
    public int PaddedFilters { get; }

    /// <summary>The blocks of one group, in channel order.</summary>
    public BlockPlan[] Blocks { get; }

    /// <summary>Whether every lane has an input channel of its own; all blocks then have the same microkernels.</summary>
    public bool IsLanewise => Blocks[0].Tiles.IsLanewise;

    /// <summary>Weights of <paramref name="block"/> in <paramref name="group"/>.</summary>
    public float* Weights(int group, BlockPlan block) => _memory.Start + ((((nint)group * PaddedFilters) + block.Offset) * Steps);

    /// <summary>Biases of <paramref name="block"/> in <paramref name="group"/>.</summary>
    public float* Bias(int group, BlockPlan block) => _memory.Start + _biasOffset + ((nint)group * PaddedFilters) + block.Offset;

    /// <summary>Packs <paramref name="weights"/> for tiles of the given widths.</summary>
    /// <param name="weights">The weights in Keras order.</param>
    /// <param name="lanes">Floats in a vector.</param>
    /// <param name="tiles">The tile sets, widest first; the last one is one vector wide or divides the rest.</param>
    public static PackedWeights Create(ConvWeights weights, int lanes, TileSet[] tiles)
    {
        int filters = weights.Filters / weights.Groups;
        BlockPlan[] blocks = BlockPlan.Cover(filters, lanes, tiles);
        var packed = new PackedWeights(weights.Groups, weights.Steps, blocks[^1].Offset + blocks[^1].Width, blocks);
        for (int group = 0; group < weights.Groups; group++)
        {
            foreach (BlockPlan block in blocks)
            {
                int first = (group * filters) + block.FirstFilter;
                packed.Fill(weights, first, packed.Weights(group, block), block);
                if (!weights.Bias.IsEmpty)
                {
                    weights.Bias.Span.Slice(first, block.Filters).CopyTo(new Span<float>(packed.Bias(group, block), block.Filters));
                }
            }
        }

        return packed;
    }

    private void Fill(ConvWeights weights, int firstFilter, float* target, BlockPlan block)
    {
        ReadOnlySpan<float> kernel = weights.Kernel.Span;
        for (int step = 0; step < Steps; step++)
        {
            kernel.Slice((step * weights.Filters) + firstFilter, block.Filters).CopyTo(new Span<float>(target + ((nint)step * block.Width), block.Filters));
        }
    }
}
