using Conv3DGen.Generator.Model;

namespace Conv3DGen.Generator.Planning;

/// <summary>
/// The microkernels of one vector length that take every stride as an argument. They hold no constant of a spec, so that one copy serves
/// every kernel of an assembly.
/// </summary>
/// <param name="Isa">The instruction set.</param>
/// <param name="Families">One for each way to read inputs and each number of vectors.</param>
internal sealed record StridedTiles(Isa Isa, EquatableArray<TileFamily> Families)
{
    /// <summary>What the kernels of an assembly need between them.</summary>
    public static IEnumerable<StridedTiles> Of(IEnumerable<KernelPlan> kernels)
        => from kernel in kernels
           from plan in kernel.PerIsa
           from block in plan.Blocks
           where block.Strided is not null
           group block.Strided by plan.Isa into strided
           orderby strided.Key.Id, strided.Key.Lanes descending
           select new StridedTiles(strided.Key, Merge(strided).ToEquatableArray());

    private static IEnumerable<TileFamily> Merge(IEnumerable<TileFamily> families)
        => from family in families
           group family by (family.Inputs, family.Group, family.Tile.Vectors) into same
           orderby same.Key.Inputs, same.Key.Group, same.Key.Vectors descending
           let sizes = same.SelectMany(family => family.Sizes).Distinct().OrderBy(size => size).ToEquatableArray()
           select same.First() with { Tile = new(sizes.Last(), same.Key.Vectors), Sizes = sizes };
}
