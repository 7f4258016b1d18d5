using System.Globalization;

namespace Conv3DGen;

/// <summary>One integer per spatial axis, in the order depth, height, width.</summary>
/// <param name="Depth">The value for the depth axis.</param>
/// <param name="Height">The value for the height axis.</param>
/// <param name="Width">The value for the width axis.</param>
#if CONV3DGEN_GENERATOR
internal
#else
public
#endif
readonly record struct Int3(int Depth, int Height, int Width)
{
    /// <summary>The same value on all three axes, as Keras reads a single integer.</summary>
    /// <param name="value">The value for depth, height and width.</param>
    public static implicit operator Int3(int value) => new(value, value, value);

    /// <summary>A (depth, height, width) tuple, as Keras writes it.</summary>
    /// <param name="value">The three values in axis order.</param>
    public static implicit operator Int3((int Depth, int Height, int Width) value) => new(value.Depth, value.Height, value.Width);

    /// <summary>The product of the three, which never overflows.</summary>
    internal double Product => (double)Depth * Height * Width;

    /// <summary>Whether every entry satisfies <paramref name="predicate"/>.</summary>
    internal bool All(Func<int, bool> predicate) => predicate(Depth) && predicate(Height) && predicate(Width);

    /// <summary>"depth,height,width", or one number where all three are equal.</summary>
    public override string ToString() => Depth == Height && Height == Width
        ? Depth.ToString(CultureInfo.InvariantCulture)
        : ToString(",");

    /// <summary>The three numbers with a separator between them.</summary>
    internal string ToString(string separator) => string.Format(CultureInfo.InvariantCulture, "{0}{3}{1}{3}{2}", Depth, Height, Width, separator);
}
