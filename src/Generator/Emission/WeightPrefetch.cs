using Conv3DGen.Generator.Planning;

namespace Conv3DGen.Generator.Emission;

/// <summary>
/// How a microkernel asks for the weights that come after its own. The first half of a step's cache lines and the last have distances of their
/// own, so that microkernels which use the same weights share out what they fetch.
/// </summary>
internal sealed class WeightPrefetch(Isa isa, Tile tile)
{
    private const int FloatsPerLine = 16;

    private readonly int _lines = Math.Max(1, tile.Vectors * isa.Lanes / FloatsPerLine);

    /// <summary>Declares the distances.</summary>
    public void Declare(CodeWriter code)
    {
        if (isa.Prefetch is not null)
        {
            code.Line("nint ahead = t->Prefetch;");
            if (_lines > 1)
            {
                code.Line("nint aheadLast = t->PrefetchLast;");
            }
        }
    }

    /// <summary>Asks for the weights of a step, whose own are at <c>w</c>.</summary>
    public void Step(CodeWriter code)
    {
        if (isa.Prefetch is not null)
        {
            code.Statements(Enumerable.Range(0, _lines).Select(line => string.Format(isa.Prefetch, Ahead(line)) + ";"));
        }
    }

    private string Ahead(int line)
        => line == 0 ? "w + ahead" : $"w + {(2 * line < _lines ? "ahead" : "aheadLast")} + {line * FloatsPerLine}";
}
