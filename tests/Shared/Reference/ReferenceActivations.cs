namespace Conv3DGen.Testing.Reference;

/// <summary>Keras's activations in float64, from their definitions.</summary>
public static class ReferenceActivations
{
    private const double SeluAlpha = 1.6732632423543772848;
    private const double SeluScale = 1.0507009873554804934;

    /// <summary>Applies an activation to a tensor.</summary>
    /// <param name="name">The Keras name.</param>
    /// <param name="kerasVersion">2 or 3: only hard_sigmoid differs.</param>
    /// <param name="values">The tensor.</param>
    /// <param name="lastAxis">Size of its last axis, which softmax runs along.</param>
    public static double[] Apply(string name, int kerasVersion, double[] values, int lastAxis)
        => name == "softmax" ? Softmax(values, lastAxis) : Array.ConvertAll(values, Scalar(name, kerasVersion));

    private static Converter<double, double> Scalar(string name, int kerasVersion) => name switch
    {
        "linear" => x => x,
        "relu" => x => Math.Max(x, 0),
        "relu6" => x => Math.Min(Math.Max(x, 0), 6),
        "leaky_relu" => x => x >= 0 ? x : 0.2 * x,
        "elu" => x => x > 0 ? x : double.Exp(x) - 1,
        "selu" => x => SeluScale * (x > 0 ? x : SeluAlpha * (double.Exp(x) - 1)),
        "softplus" => x => Math.Max(x, 0) + double.LogP1(double.Exp(-Math.Abs(x))),
        "softsign" => x => x / (1 + Math.Abs(x)),
        "sigmoid" => Sigmoid,
        "tanh" => Math.Tanh,
        "exponential" => Math.Exp,
        "hard_sigmoid" => kerasVersion == 2 ? x => Math.Clamp((0.2 * x) + 0.5, 0, 1) : x => Math.Clamp((x / 6) + 0.5, 0, 1),
        "silu" or "swish" => x => x * Sigmoid(x),
        "gelu" => x => 0.5 * x * ErrorFunction.Complement(-x / Math.Sqrt(2)),
        "mish" => x => x * Math.Tanh(Math.Max(x, 0) + double.LogP1(double.Exp(-Math.Abs(x)))),
        _ => throw new NotSupportedException($"The reference has no activation \"{name}\"."),
    };

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double[] Softmax(double[] values, int lastAxis)
    {
        var result = new double[values.Length];
        for (int row = 0; row < values.Length; row += lastAxis)
        {
            double[] exponentials = Array.ConvertAll(values[row..(row + lastAxis)], Math.Exp);
            double sum = exponentials.Sum();
            for (int i = 0; i < lastAxis; i++)
            {
                result[row + i] = exponentials[i] / sum;
            }
        }

        return result;
    }
}
