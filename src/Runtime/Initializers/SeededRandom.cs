using System.Numerics;
using Conv3DGen.Activations;

namespace Conv3DGen.Initializers;

/// <summary>
/// xoshiro256** (Blackman and Vigna, Scrambled linear pseudorandom number generators, ACM Trans. Math. Softw. 47, 2021), its state filled
/// by SplitMix64 (Steele, Lea and Flood, OOPSLA 2014) as its authors advise. <see cref="Random"/> is not used because the numbers that a
/// seed gives there may change with the version of .NET.
/// </summary>
internal sealed class SeededRandom
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;
    private double _spareNormal = double.NaN;

    public SeededRandom(long seed)
    {
        ulong state = (ulong)seed;
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
    }

    /// <summary>Sets the state itself, not all zeros.</summary>
    public SeededRandom(ulong s0, ulong s1, ulong s2, ulong s3) => (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);

    /// <summary>The next 64 bits.</summary>
    public ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform on [0, 1): a multiple of 2^-53.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1L << 53));

    /// <summary>
    /// Normal with mean 0 and deviation 1, by Marsaglia's polar method (SIAM Review 6, 1964): it needs no sine, and its logarithm is our
    /// own, so that every machine gives the same bits.
    /// </summary>
    public double NextNormal()
    {
        if (!double.IsNaN(_spareNormal))
        {
            double spare = _spareNormal;
            _spareNormal = double.NaN;
            return spare;
        }

        while (true)
        {
            double u = (2 * NextDouble()) - 1;
            double v = (2 * NextDouble()) - 1;
            double s = (u * u) + (v * v);
            if (s is > 0 and < 1)
            {
                double factor = Math.Sqrt(2 * VectorMath.Log(1 / s) / s); // the logarithm is made for arguments from 1 on
                _spareNormal = v * factor;
                return u * factor;
            }
        }
    }

    /// <summary>As <see cref="NextNormal"/>, drawn again where it is more than 2 from 0.</summary>
    public double NextTruncatedNormal()
    {
        while (true)
        {
            double value = NextNormal();
            if (Math.Abs(value) <= 2)
            {
                return value;
            }
        }
    }

    /// <summary>SplitMix64's next number.</summary>
    internal static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
