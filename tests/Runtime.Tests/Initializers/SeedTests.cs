namespace Conv3DGen.Runtime.Tests.Initializers;

/// <summary>A seed fixes the values, on every machine.</summary>
public class SeedTests
{
    /// <summary>
    /// The bits that a program in another language computed from the published algorithms. The truncated ones are the 15th to the 20th
    /// value, between which one was drawn again.
    /// </summary>
    public static TheoryData<Initializer, int, uint[]> Bits() => new()
    {
        { new RandomUniform(seed: 42), 0, [0xBD2A7321, 0xBC46475D, 0x3C937DD7, 0x3D2DF448, 0x3D497161, 0x3CDCF877] },
        { new RandomNormal(1, seed: 42), 0, [0x3F76B453, 0x3F7D4BF3, 0x3F816B1B, 0x3F835882, 0x3F82F882, 0x3F84BE05] },
        { new TruncatedNormal(seed: 3), 14, [0x3CEE629B, 0x3C7A1EDF, 0x3C68BCD7, 0x3ABD69AB, 0xBD0B3634, 0x3C1C7CF4] },
    };

    [Theory]
    [MemberData(nameof(Bits))]
    public void ASeedGivesTheseValues(Initializer initializer, int skip, uint[] expected)
        => Assert.Equal(expected, initializer.Call(skip + expected.Length).Skip(skip).Select(BitConverter.SingleToUInt32Bits));

    public static TheoryData<Func<long?, Initializer>> Random() =>
    [
        seed => new RandomNormal(seed: seed),
        seed => new TruncatedNormal(seed: seed),
        seed => new RandomUniform(seed: seed),
        seed => new VarianceScaling(seed: seed),
        seed => new GlorotUniform(seed),
        seed => new GlorotNormal(seed),
        seed => new LecunUniform(seed),
        seed => new LecunNormal(seed),
        seed => new HeUniform(seed),
        seed => new HeNormal(seed),
        seed => new Orthogonal(seed: seed),
    ];

    /// <summary>As in Keras 3, also without a seed one object makes the same values again.</summary>
    [Theory]
    [MemberData(nameof(Random))]
    public void ValuesRepeatWithTheSeedAndWithTheObject(Func<long?, Initializer> create)
    {
        float[] seeded = Values(create(7));
        Assert.Equal(seeded, Values(create(7)));
        Assert.NotEqual(seeded, Values(create(8)));
        Initializer unseeded = create(null);
        Assert.Equal(Values(unseeded), Values(unseeded));
        Assert.NotEqual(Values(unseeded), Values(create(null)));
        var seeds = (RandomInitializer)create(7);
        Assert.Equal(7, seeds.Seed);
        Assert.Null(((RandomInitializer)unseeded).Seed);
    }

    [Theory]
    [MemberData(nameof(Random))]
    public void BothFormsOfCallGiveTheSame(Func<long?, Initializer> create)
    {
        var memory = new float[2 * 3 * 4];
        create(1).Call(memory, 2, 3, 4);
        Assert.Equal(create(1).Call(2, 3, 4), memory);
        Assert.Equal([2, 3, 4], create(1).Call(2, 3, 4).Lengths.ToArray());
    }

    private static float[] Values(Initializer initializer) => [.. initializer.Call(3, 2, 4)];
}
