namespace Conv3DGen.Testing.Reference;

/// <summary>erfc in float64, which .NET does not offer; enough for the reference's gelu.</summary>
public static class ErrorFunction
{
    /// <summary>erfc(x) = 1 - erf(x): a power series near 0, a continued fraction beyond.</summary>
    public static double Complement(double x)
    {
        if (x < 0)
        {
            return 2 - Complement(-x);
        }

        return x < 2.5 ? 1 - Series(x) : Math.Exp(-x * x) / Math.Sqrt(Math.PI) / Fraction(x);
    }

    /// <summary>erf(x) = 2/sqrt(pi) * sum of (-1)^n x^(2n+1) / (n! (2n+1)).</summary>
    private static double Series(double x)
    {
        double sum = 0;
        double power = x;
        for (int n = 0; Math.Abs(power) > 1e-20; n++)
        {
            sum += power / ((2 * n) + 1);
            power *= -x * x / (n + 1);
        }

        return sum * 2 / Math.Sqrt(Math.PI);
    }

    /// <summary>x + (1/2)/(x + 1/(x + (3/2)/(x + ...))), from the inside out.</summary>
    private static double Fraction(double x)
    {
        double value = x;
        for (int n = 200; n >= 1; n--)
        {
            value = x + (n / 2.0 / value);
        }

        return value;
    }
}
