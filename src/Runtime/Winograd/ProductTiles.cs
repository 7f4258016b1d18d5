using Conv3DGen.Kernels;

namespace Conv3DGen.Winograd;

/// <summary>The microkernels of the matrix products for panels of one width.</summary>
internal sealed unsafe class ProductTiles
{
    private readonly delegate*<WinogradProduct*, void>[] _kernels;
    private readonly int _gapless;

    public ProductTiles(WinogradPanel panel)
    {
        _kernels = panel.Kernels;
        Vectors = panel.Vectors;
        while (_gapless < _kernels.Length && _kernels[_gapless] != null)
        {
            _gapless++;
        }
    }

    /// <summary>Vectors of filters in a panel.</summary>
    public int Vectors { get; }

    /// <summary>Tiles of which any multiple is well cut: the longest microkernel, or half of it where shorter ones go as far as that.</summary>
    public int Step => _gapless < _kernels.Length ? _kernels.Length / 2 : _kernels.Length;

    /// <summary>The microkernel of a number of tiles that <see cref="Split"/> gave.</summary>
    public delegate*<WinogradProduct*, void> Kernel(int tiles) => _kernels[tiles - 1];

    /// <summary>Cuts the tiles of a chunk into microkernels that exist.</summary>
    public RowSplit Split(int tiles) => RowSplit.Of(tiles, _kernels.Length, _gapless);
}
