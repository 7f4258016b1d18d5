using Conv3DGen.Initializers;

namespace Conv3DGen;

/// <summary>The base of the initializers that draw random values.</summary>
/// <remarks>
/// As in Keras 3 an initializer makes the same values at every call; without a seed it draws one when it is created, so that two
/// initializers differ. A seed gives the same bits on every machine: the generator is xoshiro256** and its doubles are only added,
/// multiplied, divided and rooted, which IEEE 754 rounds exactly.
/// </remarks>
public abstract record RandomInitializer : Initializer
{
    private readonly long _drawn;

    private protected RandomInitializer(long? seed)
    {
        Seed = seed;
        _drawn = seed ?? Random.Shared.NextInt64();
    }

    /// <summary>The seed that was given, or null.</summary>
    public long? Seed { get; }

    /// <summary>Equality of class and parameters; seeds that were drawn do not count.</summary>
    /// <param name="other">The other initializer.</param>
    public virtual bool Equals(RandomInitializer? other) => base.Equals(other) && Seed == other.Seed;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Seed);

    /// <inheritdoc/>
    protected sealed override void Fill(Span<float> values, ReadOnlySpan<nint> shape) => Fill(values, shape, new(_drawn));

    private protected abstract void Fill(Span<float> values, ReadOnlySpan<nint> shape, SeededRandom random);
}
