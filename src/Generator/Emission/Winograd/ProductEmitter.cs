using Conv3DGen.Generator.Emission.Direct;
using Conv3DGen.Generator.Planning;

namespace Conv3DGen.Generator.Emission.Winograd;

/// <summary>
/// The microkernels of the matrix products. Each sum is one chain of multiply-adds over the input channels, in their order.
/// </summary>
internal sealed class ProductEmitter(CodeWriter code, Isa isa, TileFamily family)
{
    /// <summary>One microkernel for every size of the family.</summary>
    public void Emit()
    {
        foreach (int tiles in family.Sizes.Reverse())
        {
            code.Line();
            Emit(family.Tile with { Pixels = tiles });
        }
    }

    /// <summary>The family as the runtime takes it.</summary>
    public static string Names(TileFamily family)
        => $"new(vectors: {family.Tile.Vectors}, {TileEmitter.Table(family.Sizes, tiles => $"Product{family.Tile with { Pixels = tiles }}")})";

    private void Emit(Tile tile)
    {
        var addresses = new PixelAddresses(stride: null, tile.Pixels, "t->TileStride", "tile", touching: true) { PixelsPerPointer = TilesPerPointer(tile) };
        var steps = new StepEmitter(code, isa, family, tile, addresses);
        code.Line($"// {tile.Pixels} tiles x {tile.Vectors} vectors of filters.");
        code.Line(FileHead.CompiledAlone);
        code.Block($"private static void Product{tile}(WinogradProduct* t)", () =>
        {
            addresses.Declare(code, channels: false);
            code.Line("float* w = t->Weights;");
            code.Line("float* input = t->Input;");
            code.Line("float* output = t->Output;");
            var prefetch = new WeightPrefetch(isa, tile);
            prefetch.Declare(code);
            code.Block("for (nint frequency = t->Frequencies; frequency != 0; frequency--)", () =>
            {
                code.Line("float* panelOutput = output;");
                code.Block("for (nint panel = t->Panels; panel != 0; panel--)", () =>
                {
                    StepEmitter.DeclareSums(code, isa, tile);
                    code.Line("float* block = input;");
                    code.Block("for (nint left = t->Channels; left > 0;)", () => Channels(steps, addresses, prefetch)).Line();
                    Stores(tile);
                    code.Line($"panelOutput += t->BlockStride * {tile.Vectors};");
                }).Line();
                code.Line("input += t->FrequencyStride;");
                code.Line("output += t->FrequencyStride;");
            });
        });
    }

    /// <summary>A vector of channels: one by one, or a load at a time where lanes can be multiplied by.</summary>
    private void Channels(StepEmitter steps, PixelAddresses addresses, WeightPrefetch prefetch)
    {
        addresses.Begin(code, "block");
        if (family.Inputs == InputMode.Vector)
        {
            steps.Vector();
        }
        else
        {
            code.Line($"nint channels = left < {isa.Lanes} ? left : {isa.Lanes};");
            code.Block("for (nint ci = channels; ci != 0; ci--)", () =>
            {
                prefetch.Step(code);
                steps.Single();
            }).Line();
        }

        code.Line($"left -= {isa.Lanes};");
        code.Line("block += t->BlockStride;");
    }

    private void Stores(Tile tile)
    {
        code.Line("float* y = panelOutput;");
        for (int m = 0; m < tile.Pixels; m++)
        {
            code.Statements(Enumerable.Range(0, tile.Vectors)
                .Select(v => string.Format(isa.Store, v == 0 ? "y" : v == 1 ? "y + t->BlockStride" : $"y + (t->BlockStride * {v})", $"a{m}_{v}") + ";"));
            if (m + 1 < tile.Pixels)
            {
                code.Line("y += t->TileStride;");
            }
        }
    }

    /// <summary>
    /// Half of the longest tile, so that few pointers have to move on; but of a single vector, the inputs right at a pointer are folded into
    /// their multiply-adds, and every vector of inputs wants its address (16 channels: 9 % slower with fewer pointers; 32 and 64: 3 % faster).
    /// </summary>
    private int TilesPerPointer(Tile tile) => tile.Vectors > 1 && isa.ChannelsPerLoad == 1 ? 7 : 4;
}
