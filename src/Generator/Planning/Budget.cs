namespace Conv3DGen.Generator.Planning;

/// <summary>What the JIT can take (measured on .NET 10). A plan beyond it cannot be built.</summary>
internal static class Budget
{
    /// <summary>From about 1,400 multiply-adds a method tracked locals run out and accumulators spill; from 1,700 it is not optimised at all.</summary>
    public const int MaxMultiplyAdds = 900;

    /// <summary>Sums, plus what a step keeps live.</summary>
    public static int Registers(TileFamily family)
    {
        Tile tile = family.Tile;
        int operands = family.Inputs switch
        {
            InputMode.Vector => tile.Pixels + 1, // all inputs, one weight
            InputMode.SplatRow => (int)family.Run!.Steps + 1, // all weights of the row, one input
            InputMode.LanewiseRow when family.FetchesWeights => GroupInputs(family.Group),
            InputMode.LanewiseRow => RowOperands(family.Group, family.Run!.Taps, family.Stretches, family.Rows),
            InputMode.Lanewise when family.Group > 1 => family.Group + GroupInputs(family.Group), // all weights of a tap
            _ => tile.Vectors + 1, // all weights of a step, one input
        };
        return family.Sums + operands;
    }

    /// <summary>
    /// What a spelled-out kernel row of groups keeps live: its weights or, where quads of channels are a loop, those of one channel; and an input of
    /// each stretch.
    /// </summary>
    /// <param name="group">Channels of a group.</param>
    /// <param name="taps">Taps of the row.</param>
    /// <param name="stretches">Stretches of a tile that go side by side.</param>
    /// <param name="rows">Rows of the output, each of which has a kernel row of its own.</param>
    public static int RowOperands(int group, int taps, int stretches, int rows = 1)
        => (rows * taps * (group > Isa.Quad ? 1 : group)) + (stretches * GroupInputs(group));

    /// <summary>
    /// What is live of a vector of inputs for groups of <paramref name="channels"/> channels: the vector itself or, where its quads come in
    /// two orders, those; and the channel that is used.
    /// </summary>
    private static int GroupInputs(int channels) => channels switch
    {
        1 => 1,
        <= 4 => 2,
        _ => 3,
    };

    /// <summary>Multiply-adds in the text of the family's largest microkernel.</summary>
    public static int MultiplyAdds(Isa isa, TileFamily family)
    {
        int step = family.Tile.Pixels * family.Tile.Vectors;
        return family.Inputs switch
        {
            InputMode.Vector => step * (isa.ChannelsPerLoad + 1), // a vector of channels, and the rest one by one
            InputMode.LanewiseRow when family.Rows > 1 => step * (int)family.Run!.Steps * 2 * family.Rows, // for all rows, and for the first and the last alone
            InputMode.LanewiseRow when family.LoopsQuads => step * family.Run!.Taps * Isa.Quad,
            InputMode.SplatRow or InputMode.LanewiseRow => step * (int)family.Run!.Steps,
            InputMode.SplatEdge => step * 3, // without the first pixel, whole, without the last
            InputMode.Lanewise => step * family.Group,
            _ => step,
        };
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
