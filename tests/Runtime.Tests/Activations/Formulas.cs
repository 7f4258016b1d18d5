namespace Conv3DGen.Runtime.Tests.Activations;

/// <summary>The activations of single values as float64 formulas, written apart from the library's: its exp is not this exp.</summary>
internal static class Formulas
{
    private const float CeluAlpha = 0.7f;

    public static Dictionary<string, (Activation Activation, Func<double, double> Exact)> All { get; } = new()
    {
        ["linear"] = (Activation.Linear, x => x),
        ["relu"] = (Activation.Relu, x => Math.Max(x, 0)),
        ["relu6"] = (Activation.Relu6, x => Math.Clamp(x, 0, 6)),
        ["hard_tanh"] = (Activation.HardTanh, x => Math.Clamp(x, -1, 1)),
        ["leaky_relu"] = (Activation.LeakyRelu(), x => x < 0 ? (double)0.2f * x : x),
        ["leaky_relu(-1.5)"] = (Activation.LeakyRelu(-1.5f), x => x < 0 ? -1.5 * x : x),
        ["elu"] = (Activation.Elu(), x => x < 0 ? ExpM1(x) : x),
        ["elu(-0.3)"] = (Activation.Elu(-0.3f), x => x < 0 ? (double)-0.3f * ExpM1(x) : x),
        ["selu"] = (Activation.Selu, x => 1.0507009873554804934 * (x < 0 ? 1.6732632423543772848 * ExpM1(x) : x)),
        ["celu(0.7)"] = (Activation.Celu(CeluAlpha), x => x < 0 ? CeluAlpha * ExpM1(x / CeluAlpha) : x),
        ["sigmoid"] = (Activation.Sigmoid, Sigmoid),
        ["log_sigmoid"] = (Activation.LogSigmoid, x => -Softplus(-x)),
        ["hard_sigmoid"] = (Activation.HardSigmoid, x => Math.Clamp(x + 3, 0, 6) / 6),
        ["hard_sigmoid of Keras 2"] = (Activation.HardSigmoidKeras2, x => Math.Clamp(2 * (x + 2.5), 0, 10) / 10),
        ["sparse_sigmoid"] = (Activation.SparseSigmoid, x => Math.Clamp((x + 1) / 2, 0, 1)),
        ["tanh"] = (Activation.Tanh, Math.Tanh),
        ["softsign"] = (Activation.Softsign, x => double.IsInfinity(x) ? Math.Sign(x) : x / (1 + Math.Abs(x))),
        ["silu"] = (Activation.Silu, x => Gate(x, Sigmoid(x))),
        ["hard_silu"] = (Activation.HardSilu, x => Gate(x, Math.Clamp(x + 3, 0, 6) / 6)),
        ["mish"] = (Activation.Mish, x => Gate(x, Math.Tanh(Softplus(x)))),
        ["gelu"] = (Activation.Gelu(), x => Gate(x, Erfc(-x / Math.Sqrt(2)) / 2)),
        ["gelu(approximate)"] = (Activation.Gelu(true), x => Gate(x, Sigmoid(2 * Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))))),
        ["softplus"] = (Activation.Softplus, Softplus),
        ["squareplus"] = (Activation.Squareplus(), x => Squareplus(x, 4)),
        ["squareplus(0.01)"] = (Activation.Squareplus(0.01f), x => Squareplus(x, 0.01f)),
        ["squareplus(0)"] = (Activation.Squareplus(0), x => Math.Max(x, 0)),
        ["sparse_plus"] = (Activation.SparsePlus, x => x <= -1 ? 0 : x < 1 ? (x + 1) * (x + 1) / 4 : x),
        ["exponential"] = (Activation.Exponential, Math.Exp),
        ["tanh_shrink"] = (Activation.TanhShrink, TanhShrink),
        ["soft_shrink"] = (Activation.SoftShrink(), x => x > 0.5 ? x - 0.5 : x < -0.5 ? x + 0.5 : double.IsNaN(x) ? x : 0),
        ["soft_shrink(0)"] = (Activation.SoftShrink(0), x => x),
        ["hard_shrink"] = (Activation.HardShrink(), x => Math.Abs(x) <= 0.5 ? 0 : x),
        ["hard_shrink(2)"] = (Activation.HardShrink(2), x => Math.Abs(x) <= 2 ? 0 : x),
        ["threshold"] = (Activation.Threshold(0.25f, -7), x => x <= 0.25 ? -7 : x),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    /// <summary>What the activation does to values.</summary>
    public static float[] Run(Activation activation, float[] values, int lastAxis = 1)
    {
        float[] copy = [.. values];
        activation.Apply(copy, lastAxis);
        return copy;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double Softplus(double x) => Math.Max(x, 0) + LogP1(Math.Exp(-Math.Abs(x)));

    private static double Squareplus(double x, double b) => x < 0 ? b / (2 * (Math.Sqrt((x * x) + b) - x)) : (x + Math.Sqrt((x * x) + b)) / 2;

    /// <summary>x gate, whose limit at negative infinity is 0.</summary>
    private static double Gate(double x, double gate) => double.IsNegativeInfinity(x) ? 0 : x * gate;

    /// <summary>exp(x) - 1 by Kahan's correction of the rounding of exp(x).</summary>
    private static double ExpM1(double x)
    {
        double exp = Math.Exp(x);
        return exp == 1 ? x : exp < 1e-300 ? -1 : (exp - 1) * x / Math.Log(exp);
    }

    /// <summary>log(1 + x), likewise.</summary>
    private static double LogP1(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }

    /// <summary>x - tanh x = (x cosh x - sinh x) / cosh x; near 0 by the numerator's series, whose terms do not cancel.</summary>
    private static double TanhShrink(double x)
    {
        if (!(Math.Abs(x) < 1))
        {
            return x - Math.Tanh(x);
        }

        double sum = 0;
        double term = x;
        for (int k = 1; k < 15; k++)
        {
            term *= x * x / (2 * k * ((2 * k) + 1));
            sum += 2 * k * term;
        }

        return sum / Math.Cosh(x);
    }

    /// <summary>erfc(x): 1 - erf(x) by its power series up to 2, then exp(-x^2) / sqrt pi times a continued fraction.</summary>
    private static double Erfc(double x)
    {
        if (x < 0)
        {
            return 2 - Erfc(-x);
        }

        if (x < 2)
        {
            double sum = 0;
            double power = x;
            for (int n = 0; Math.Abs(power) > 1e-20; n++)
            {
                sum += power / ((2 * n) + 1);
                power *= -x * x / (n + 1);
            }

            return 1 - (sum * 2 / Math.Sqrt(Math.PI));
        }

        double fraction = x;
        for (int n = 100; n >= 1; n--)
        {
            fraction = x + (n / 2.0 / fraction);
        }

        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / fraction;
    }
}
