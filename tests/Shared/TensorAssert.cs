using System.Globalization;
using Conv3DGen.Testing.Golden;
using Xunit;

namespace Conv3DGen.Testing;

/// <summary>Compares whole outputs and, where they differ, says where first and by how much.</summary>
public static class TensorAssert
{
    /// <summary>Every element is equal: NaN equals NaN and -0 equals +0, else the bits are the same.</summary>
    /// <param name="expected">The right output.</param>
    /// <param name="actual">The output to judge.</param>
    /// <param name="problem">What they are the output of.</param>
    /// <param name="kernel">What computed it, where the test's name does not say.</param>
    public static void Same(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, ConvProblem problem, object? kernel = null)
        => Check(expected, actual, kernel is null ? $"{problem}" : $"{problem}\non {kernel}", problem, (e, a) => e == a || (float.IsNaN(e) && float.IsNaN(a)), "equal");

    /// <summary>Every element is within a golden tolerance; NaN is not.</summary>
    public static void Within(Tolerance tolerance, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, ConvProblem problem)
        => Check(expected, actual, $"{problem}", problem, (e, a) => Math.Abs((double)a - e) <= tolerance.Abs + (tolerance.Rel * Math.Abs((double)e)), $"within {tolerance.Abs} + {tolerance.Rel} * |expected|");

    private static void Check(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string title, ConvProblem problem, Func<float, float, bool> agree, string wanted)
    {
        Assert.Equal(expected.Length, actual.Length);
        int first = -1;
        int wrong = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            if (!agree(expected[i], actual[i]))
            {
                first = first < 0 ? i : first;
                wrong++;
            }
        }

        if (wrong > 0)
        {
            Assert.Fail($"""
                {title}
                {wrong} of {expected.Length} outputs are not {wanted}; the first is {first}, {Place(problem, first)}:
                expected {Show(expected[first])}
                actual   {Show(actual[first])}
                """);
        }
    }

    private static string Place(ConvProblem problem, int index)
    {
        bool last = problem.DataFormat == DataFormat.ChannelsLast;
        string[] names = last ? ["batch", "depth", "height", "width", "filter"] : ["batch", "filter", "depth", "height", "width"];
        var places = new string[names.Length];
        nint[] shape = problem.OutputShape;
        for (int axis = names.Length - 1; axis >= 0; axis--)
        {
            places[axis] = $"{names[axis]} {index % (int)shape[axis]}";
            index /= (int)shape[axis];
        }

        return string.Join(", ", places);
    }

    private static string Show(float value) => string.Create(CultureInfo.InvariantCulture, $"{value:R} (0x{BitConverter.SingleToUInt32Bits(value):X8})");
}
