namespace Conv3DGen.Generator.Planning;

/// <summary>What the JIT can take (measured on .NET 10). A plan beyond it cannot be built.</summary>
internal static class Budget
{
    /// <summary>From about 1,400 multiply-adds a method tracked locals run out and accumulators spill; from 1,700 it is not optimised at all.</summary>
    public const int MaxMultiplyAdds = 900;

    /// <summary>Sums, plus what a step keeps live: the weights of all vectors and one input, or all inputs and one weight.</summary>
    public static int Registers(TileFamily family)
    {
        Tile tile = family.Tile;
        return (tile.Pixels * tile.Vectors) + (family.VectorLoads ? tile.Pixels + 1 : tile.Vectors + 1);
    }

    /// <summary>Multiply-adds in the text of the family's largest microkernel.</summary>
    public static int MultiplyAdds(Isa isa, TileFamily family)
    {
        int step = family.Tile.Pixels * family.Tile.Vectors;
        return family.VectorLoads ? step * (isa.ChannelsPerLoad + 1) : step; // a vector of channels, and the rest one by one
    }

    /// <summary>Returns the plan if it fits.</summary>
    /// <exception cref="InvalidOperationException">It does not; a bug of the planner or the tile table.</exception>
    public static ConvPlan Check(ConvPlan plan)
    {
        if (plan.Registers > plan.Isa.Registers || plan.MultiplyAdds > MaxMultiplyAdds)
        {
            throw new InvalidOperationException(
                $"{plan.Title} on {plan.Isa.Name} takes {plan.Registers} of {plan.Isa.Registers} registers and {plan.MultiplyAdds} of {MaxMultiplyAdds} multiply-adds.");
        }

        return plan;
    }
}
