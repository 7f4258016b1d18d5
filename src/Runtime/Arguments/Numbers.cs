using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Conv3DGen.Arguments;

/// <summary>Checks of numbers that pass a good one through: "x is -1; it must be finite and at least 0."</summary>
internal static class Numbers
{
    public static T Finite<T>(T value, [CallerArgumentExpression(nameof(value))] string parameter = "")
        where T : INumber<T>
        => Require(T.IsFinite(value), value, "finite", parameter);

    public static T NotNegative<T>(T value, [CallerArgumentExpression(nameof(value))] string parameter = "")
        where T : INumber<T>
        => Require(T.IsFinite(value) && value >= T.Zero, value, "finite and at least 0", parameter);

    public static T Positive<T>(T value, [CallerArgumentExpression(nameof(value))] string parameter = "")
        where T : INumber<T>
        => Require(T.IsFinite(value) && value > T.Zero, value, "finite and above 0", parameter);

    public static T Require<T>(bool condition, T value, string expected, string parameter)
        => condition
        ? value
        : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{parameter} is {value}; it must be {expected}."), parameter);
}
