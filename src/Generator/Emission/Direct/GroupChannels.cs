using Conv3DGen.Generator.Planning;

namespace Conv3DGen.Generator.Emission.Direct;

/// <summary>How the channels of a group come into all lanes of the group, from a vector that holds several groups side by side.</summary>
internal static class GroupChannels
{
    /// <summary>The first of two lanes, or quads, into both of them; and the second.</summary>
    private const string First = "0xA0", Second = "0xF5";

    /// <summary>Declares a vector of inputs; where a group has more channels than a quad, its quads in two orders instead.</summary>
    /// <param name="isa">The instruction set.</param>
    /// <param name="group">Channels of a group.</param>
    /// <param name="name">The vector's name.</param>
    /// <param name="address">Where it lies.</param>
    public static string Declare(Isa isa, int group, string name, string address)
    {
        string load = $"var {name} = {string.Format(isa.Load, address)};";
        return group <= Isa.Quad ? load
            : $"{load} var {name}l = {string.Format(isa.ShuffleQuads, name, First)}; var {name}h = {string.Format(isa.ShuffleQuads, name, Second)};";
    }

    /// <summary>A channel of every group, in all lanes of the group.</summary>
    /// <param name="isa">The instruction set.</param>
    /// <param name="group">Channels of a group.</param>
    /// <param name="name">The name of the declared vector.</param>
    /// <param name="channel">Which channel.</param>
    public static string Of(Isa isa, int group, string name, int channel)
    {
        string half = group <= Isa.Quad ? "" : channel < Isa.Quad ? "l" : "h";
        string lanes = group == 2 ? (channel == 0 ? First : Second) : $"0x{0x55 * (channel % Isa.Quad):X2}";
        return string.Format(isa.PermuteQuads, name + half, lanes);
    }

    /// <summary>The same names for the channels of the next quad.</summary>
    /// <param name="name">The name of the declared vector.</param>
    public static string NextQuad(string name) => $"{name}l = {name}h;";
}
