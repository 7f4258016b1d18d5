using Conv3DGen.Generator.Model;

namespace Conv3DGen.Generator.Planning;

/// <summary>
/// The microkernels of direct convolution tap by tap, where an image has few pixels: they go on with sums in memory. They hold no constant
/// of a spec: the code is emitted once an assembly.
/// </summary>
/// <param name="Isa">The instruction set.</param>
/// <param name="Families">One per block width, widest first.</param>
internal sealed record TapTiles(Isa Isa, EquatableArray<TileFamily> Families)
{
    /// <summary>What the kernels of an assembly need between them.</summary>
    public static IEnumerable<TapTiles> Of(IEnumerable<KernelPlan> kernels)
        => kernels.SelectMany(kernel => kernel.PerIsa).Where(plan => plan.Taps).Select(plan => plan.Isa).Distinct().OrderBy(isa => isa.Id).Select(Of);

    /// <summary>The plan of an instruction set.</summary>
    public static TapTiles Of(Isa isa)
    {
        InputMode inputs = isa.ChannelsPerLoad > 1 ? InputMode.Vector : InputMode.Splat;
        return new(isa, TileTable.GeneralAndSingle(isa).Select(tile => new TileFamily(tile, tile.Vectors == 1 ? Planner.Sizes(tile) : Planner.RowSizes(tile), Run: null, inputs)).ToEquatableArray());
    }
}
