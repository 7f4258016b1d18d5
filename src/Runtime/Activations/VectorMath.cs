using System.Numerics;
using System.Runtime.CompilerServices;
using Vec = System.Numerics.Vector<double>;

namespace Conv3DGen.Activations;

/// <summary>
/// Elementary functions on float64 vectors, made for float32 arguments and results: relative errors are below 1e-10, or 0.001 units in
/// the last place of float32. Only operations that IEEE 754 rounds exactly are used, so every machine gives the same bits. NaN gives NaN.
/// </summary>
internal static class VectorMath
{
    private const double Ln2 = 0.69314718055994530942;

    /// <summary>ln 2 to 32 bits, so that its products with small integers are exact, and the rest of it.</summary>
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>Adding it rounds to an integer and leaves that integer plus the exponent bias 1023 in the low bits.</summary>
    private const double RoundAndBias = 6755399441055744.0 + 1023;

    /// <summary>x, or <paramref name="limit"/> where x is less.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec AtLeast(Vec x, double limit)
        => Vector.ConditionalSelect(Vector.LessThan(x, new(limit)), new(limit), x);

    /// <summary>x, or <paramref name="limit"/> where x is greater.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec AtMost(Vec x, double limit)
        => Vector.ConditionalSelect(Vector.GreaterThan(x, new(limit)), new(limit), x);

    /// <summary>exp(x); beyond +-700 it is exp(+-700), which is 0 or infinity in float32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec Exp(Vec x)
    {
        Vec fraction = ReducedExpM1(x, out Vec scale);
        return (scale * fraction) + scale;
    }

    /// <summary>exp(x) - 1, as accurate near 0 as elsewhere; beyond +-700 that of +-700.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec ExpM1(Vec x)
    {
        Vec fraction = ReducedExpM1(x, out Vec scale);
        return (scale * fraction) + (scale - new Vec(1));
    }

    /// <summary>tanh(x) = -t / (t + 2) with t = exp(-2 |x|) - 1, and the sign of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec Tanh(Vec x)
    {
        Vec t = ExpM1(new Vec(-2) * Vector.Abs(x));
        Vec magnitude = t / (t + new Vec(2));
        return Vector.ConditionalSelect(Vector.LessThan(x, Vec.Zero), magnitude, Vec.Zero - magnitude);
    }

    /// <summary>
    /// log(1 + x) for x in [0, 1], by log(1 + x) = 2 artanh(x / (2 + x)). Where 1 + x is above sqrt 2 it is halved first, so that the
    /// series' argument stays within +-0.172.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec LogP1(Vec x)
    {
        Vector<long> large = Vector.GreaterThan(x, new Vec(0.41421356));
        Vec one = new(1);
        Vec s = Vector.ConditionalSelect(large, x - one, x) / (x + Vector.ConditionalSelect(large, new Vec(3), new Vec(2)));
        Vec z = s * s;
        Vec series = new(1.0 / 13);
        series = (series * z) + new Vec(1.0 / 11);
        series = (series * z) + new Vec(1.0 / 9);
        series = (series * z) + new Vec(1.0 / 7);
        series = (series * z) + new Vec(1.0 / 5);
        series = (series * z) + new Vec(1.0 / 3);
        series = (series * z) + one;
        return (new Vec(2) * s * series) + Vector.ConditionalSelect(large, new(Ln2), Vec.Zero);
    }

    /// <summary>log(x) of a finite x that is at least 1; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static double Log(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        double significand = BitConverter.Int64BitsToDouble((bits & 0x000FFFFFFFFFFFFF) | 0x3FF0000000000000);
        return double.IsNaN(x) ? x : LogP1(new(significand - 1))[0] + (((bits >> 52) - 1023) * Ln2);
    }

    /// <summary>
    /// P(X &gt; x) = erfc(x / sqrt 2) / 2 of the normal distribution, for x in [0, 15]; it stays below 1e-44 beyond. It is
    /// exp(-x^2/2) / (x + 4) times a polynomial in (x - 4) / (x + 4), the form that Shepherd and Laframboise gave erfc (Math. Comp. 36,
    /// 1981, 249-253). The coefficients interpolate it at 13 Chebyshev nodes and were computed with 40 digits; the relative error is below 6e-11.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec NormalTail(Vec x)
    {
        Vec shifted = x + new Vec(4);
        Vec t = (x - new Vec(4)) / shifted;
        Vec p = new(7.98663646648467898e-6);
        p = (p * t) + new Vec(3.47307949965410361e-5);
        p = (p * t) + new Vec(-8.21202389084314233e-6);
        p = (p * t) + new Vec(-0.000233792109656770331);
        p = (p * t) + new Vec(0.000135111994854663831);
        p = (p * t) + new Vec(0.00163209244144123925);
        p = (p * t) + new Vec(-0.00347985542399066691);
        p = (p * t) + new Vec(-0.00754041069921701808);
        p = (p * t) + new Vec(0.0603965724782443883);
        p = (p * t) + new Vec(-0.186521842687674034);
        p = (p * t) + new Vec(0.387137401395919528);
        p = (p * t) + new Vec(-0.607896642269732884);
        p = (p * t) + new Vec(0.755285130409168714);
        return Exp(new Vec(-0.5) * x * x) * p / shifted;
    }

    /// <summary>
    /// exp(x) = scale (1 + result): scale is 2^n with n = x / ln 2 rounded, and result the Taylor series of exp(r) - 1 for
    /// r = x - n ln 2, which is within +-0.347. In exp(x) - 1 = scale result + (scale - 1) the second term is 0 for n = 0, and too far from
    /// the first to cancel it for other n.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vec ReducedExpM1(Vec x, out Vec scale)
    {
        x = AtMost(AtLeast(x, -700), 700);
        Vec biased = (x * new Vec(1 / Ln2)) + new Vec(RoundAndBias);
        scale = Vector.AsVectorDouble(Vector.ShiftLeft(Vector.AsVectorInt64(biased), 52));
        Vec n = biased - new Vec(RoundAndBias);
        Vec r = x - (n * new Vec(Ln2High)) - (n * new Vec(Ln2Low));
        Vec series = new(1.0 / 3628800);
        series = (series * r) + new Vec(1.0 / 362880);
        series = (series * r) + new Vec(1.0 / 40320);
        series = (series * r) + new Vec(1.0 / 5040);
        series = (series * r) + new Vec(1.0 / 720);
        series = (series * r) + new Vec(1.0 / 120);
        series = (series * r) + new Vec(1.0 / 24);
        series = (series * r) + new Vec(1.0 / 6);
        series = (series * r) + new Vec(0.5);
        return r + (r * r * series);
    }
}
