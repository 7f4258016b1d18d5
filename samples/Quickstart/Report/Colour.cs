namespace Quickstart.Report;

/// <summary>A colour with red, green and blue from 0 to 1 (and beyond, until it is drawn).</summary>
internal readonly record struct Colour(double Red, double Green, double Blue)
{
    /// <summary>Fine edges in the composite picture.</summary>
    public static Colour Amber { get; } = new(1.0, 0.62, 0.16);

    /// <summary>Bright spots in the composite picture.</summary>
    public static Colour Teal { get; } = new(0.20, 0.85, 0.75);

    /// <summary>Dark spots in the composite picture.</summary>
    public static Colour Violet { get; } = new(0.55, 0.42, 1.0);

    public static Colour Grey(double value) => new(value, value, value);

    public static Colour operator +(Colour a, Colour b) => new(a.Red + b.Red, a.Green + b.Green, a.Blue + b.Blue);

    public static Colour operator *(Colour colour, double factor) => new(colour.Red * factor, colour.Green * factor, colour.Blue * factor);

    /// <summary>As HTML spells it.</summary>
    public string Css => $"#{Byte(Red):x2}{Byte(Green):x2}{Byte(Blue):x2}";

    /// <summary>A channel as it is stored.</summary>
    public static byte Byte(double channel) => (byte)Math.Round(255 * Math.Clamp(channel, 0, 1));
}
