namespace Conv3DGen.Winograd;

/// <summary>
/// An output axis cut into tiles. Dilation d makes d interleaved sub-lattices, each an axis of its own with stride 1; their tiles follow
/// each other.
/// </summary>
internal sealed class AxisTiles
{
    private readonly ConvAxis _axis;
    private readonly int[] _origins;
    private readonly int[] _counts;
    private readonly int[] _runEnds;

    /// <summary>Cuts an axis.</summary>
    /// <param name="axis">The axis, with stride 1 or dilation 1.</param>
    /// <param name="transform">What filtering does on it.</param>
    public AxisTiles(ConvAxis axis, AxisTransform transform)
    {
        _axis = axis;
        Step = axis.Kernel == 1 ? 1 : axis.Dilation;
        int lattices = Math.Min(Step, axis.Output);
        int count = CountOf(axis, transform.Outputs);
        _origins = new int[count];
        _counts = new int[count];
        _runEnds = new int[count];
        for (int lattice = 0, tile = 0; lattice < lattices; lattice++)
        {
            int size = LatticeSize(axis.Output, lattice, Step);
            int end = tile + Tiles(size, transform.Outputs);
            for (long first = 0; first < size; first += transform.Outputs, tile++)
            {
                _origins[tile] = (int)(lattice + (first * Step));
                _counts[tile] = (int)Math.Min(transform.Outputs, size - first);
                _runEnds[tile] = end;
            }
        }

        Transform = transform;
    }

    /// <summary>Tiles of the axis.</summary>
    public int Count => _origins.Length;

    /// <summary>Positions between neighbours of a lattice.</summary>
    public int Step { get; }

    /// <summary>What filtering does on the axis.</summary>
    public AxisTransform Transform { get; }

    /// <summary>The output position of a tile's first output.</summary>
    public int Origin(int tile) => _origins[tile];

    /// <summary>The outputs of a tile that exist.</summary>
    public int Outputs(int tile) => _counts[tile];

    /// <summary>One past the last tile of the same lattice; up to it, windows follow each other.</summary>
    public int RunEnd(int tile) => _runEnds[tile];

    /// <summary>The input position of a tile's first window element; negative in the padding.</summary>
    public int InputOrigin(int tile) => (int)_axis.Origin(_origins[tile]);

    /// <summary>The elements of <paramref name="length"/> from a window's first that lie inside the input.</summary>
    public (int Begin, int End) Inside(int tile, int length)
    {
        long origin = InputOrigin(tile);
        int begin = origin >= 0 ? 0 : (int)Math.Min((-origin + Step - 1) / Step, length);
        int end = origin >= _axis.Input ? 0 : (int)Math.Min(((_axis.Input - 1 - origin) / Step) + 1, length);
        return (begin, Math.Max(begin, end));
    }

    /// <summary>How many tiles an axis takes.</summary>
    public static int CountOf(ConvAxis axis, int outputs)
    {
        int step = axis.Kernel == 1 ? 1 : axis.Dilation;
        (int size, int larger) = Math.DivRem(axis.Output, step); // some lattices have one position more
        return (larger * Tiles(size + 1, outputs)) + ((Math.Min(step, axis.Output) - larger) * Tiles(size, outputs));
    }

    private static int LatticeSize(int output, int lattice, int step) => (int)(((long)output - lattice + step - 1) / step);

    private static int Tiles(int size, int outputs) => (int)(((long)size + outputs - 1) / outputs);
}
