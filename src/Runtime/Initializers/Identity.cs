using Conv3DGen.Arguments;

namespace Conv3DGen;

/// <summary>A matrix with <see cref="Gain"/> on its diagonal, else 0. Only for two axes, as in Keras: a convolution's kernel has five.</summary>
public sealed record Identity : Initializer
{
    /// <summary>Creates the initializer.</summary>
    /// <param name="gain">The value on the diagonal, finite.</param>
    /// <exception cref="ArgumentException">The gain is not finite.</exception>
    public Identity(double gain = 1) => Gain = Numbers.Finite(gain);

    /// <summary>The value on the diagonal.</summary>
    public double Gain { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The shape has not two axes.</exception>
    protected override void Fill(Span<float> values, ReadOnlySpan<nint> shape)
    {
        if (shape.Length != 2)
        {
            throw new ArgumentException($"shape is {Shapes.Text(shape)}; Identity makes matrices, so it must have 2 sizes.", nameof(shape));
        }

        values.Clear();
        int columns = (int)shape[1];
        for (int i = 0; i < Math.Min((int)shape[0], columns); i++)
        {
            values[(i * columns) + i] = (float)Gain;
        }
    }
}
