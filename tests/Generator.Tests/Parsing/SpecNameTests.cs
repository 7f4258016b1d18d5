using Conv3DGen.Generator.Parsing;
using Conv3DGen.Generator.Tests.Helpers;
using Microsoft.CodeAnalysis.CSharp;

namespace Conv3DGen.Generator.Tests.Parsing;

/// <summary>Names of assembly-level kernels: stable, legible, and different for different specs.</summary>
public class SpecNameTests
{
    [Fact]
    public void Different_specs_have_different_names()
    {
        IEnumerable<IGrouping<string, ConvSpec>> shared = SpecGrid.All.GroupBy(SpecName.Of, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1);

        Assert.Empty(shared);
        Assert.True(SpecGrid.All.Count > 5000);
    }

    [Fact]
    public void Random_specs_that_share_a_name_are_equal()
    {
        var random = new Random(20240);
        var byName = new Dictionary<string, ConvSpec>(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < 20_000; i++)
        {
            ConvSpec spec = RandomSpec(random);
            Assert.True(byName.TryAdd(SpecName.Of(spec), spec) || byName[SpecName.Of(spec)] == spec, $"{spec} and {byName[SpecName.Of(spec)]} are both {SpecName.Of(spec)}.");
        }
    }

    [Fact]
    public void Names_are_identifiers_without_an_underscore()
        => Assert.All(SpecGrid.All, spec => Assert.True(SyntaxFacts.IsValidIdentifier(SpecName.Of(spec)) && !SpecName.Of(spec).Contains('_')));

    [Fact]
    public void A_name_reads_like_the_spec()
    {
        var spec = new ConvSpec((3, 3, 3), (1, 2, 2), 1, Padding.Same) { InputChannels = 16, Filters = 32, Groups = 2, DataFormat = DataFormat.ChannelsFirst };

        Assert.Equal("Conv3x3x3SameStride1x2x2From16To32Groups2ChannelsFirst", SpecName.Of(spec));
        Assert.Equal("Conv1x3x3ValidDilation2x2x2", SpecName.Of(new((1, 3, 3), 1, 2, Padding.Valid)));
        Assert.Equal("Conv3x3x3ValidChannelsLastWinograd", SpecName.Of(new(3, 1, 1, Padding.Valid) { DataFormat = DataFormat.ChannelsLast, Algorithm = Algorithm.Winograd }));
    }

    /// <summary>Digits that could run into each other: 1, 11, 111 and the like.</summary>
    private static ConvSpec RandomSpec(Random random)
    {
        int[] numbers = [1, 2, 11, 12, 21, 111, 112, 211];
        return new(Triple(), Triple(), Triple(), random.Next(2) == 0 ? Padding.Valid : Padding.Same)
        {
            InputChannels = Option(),
            Filters = Option(),
            Groups = Option(),
            DataFormat = random.Next(3) switch { 0 => null, 1 => DataFormat.ChannelsLast, _ => DataFormat.ChannelsFirst },
            Algorithm = (Algorithm)random.Next(3),
        };

        Int3 Triple() => random.Next(2) == 0 ? 1 : new Int3(Number(), Number(), Number());
        int? Option() => random.Next(3) == 0 ? null : Number();
        int Number() => numbers[random.Next(numbers.Length)];
    }
}
