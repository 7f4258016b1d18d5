using System.Numerics.Tensors;
using Conv3DGen;

namespace CompiledModel;

/// <summary>How far an output is from the golden values that are known of it.</summary>
/// <param name="Values">How many values were compared.</param>
/// <param name="Error">The largest difference; NaN where an output is.</param>
/// <param name="OfTolerance">The largest difference over what is allowed for that value; NaN where an output is.</param>
internal sealed record Agreement(int Values, double Error, double OfTolerance)
{
    /// <summary>Whether every value is within tolerance.</summary>
    public bool Holds => OfTolerance <= 1;
}

/// <summary>
/// The public golden network of these weights: an input, and what a float64 implementation makes of it. Of the last layer every value
/// is known, of the others the first and the last few.
/// </summary>
internal sealed class GoldenData
{
    private readonly IReadOnlyDictionary<string, Tensor<float>> _arrays;

    /// <summary>Reads the network.</summary>
    /// <param name="path">An .npz file with "input", "output", "tolerance", and a "head" and a "tail" for each layer.</param>
    /// <exception cref="InvalidDataException">Not an .npz file that can be read.</exception>
    public GoldenData(string path) => _arrays = NpzFile.Read(path);

    /// <summary>The input, [1, 8, 16, 16, 3].</summary>
    public Tensor<float> Input => _arrays["input"];

    /// <summary>Compares a layer's output with what is known of it.</summary>
    /// <param name="layer">"conv0" and so on.</param>
    /// <param name="output">The output for <see cref="Input"/>, dense.</param>
    public Agreement Compare(string layer, Tensor<float> output)
    {
        ReadOnlySpan<float> values = Flat(output);
        ReadOnlySpan<float> head = Flat(_arrays[$"{layer}/head"]), tail = Flat(_arrays[$"{layer}/tail"]), all = Flat(_arrays["output"]);
        return output.Lengths.SequenceEqual(_arrays["output"].Lengths)
            ? Compare(values, all)
            : Compare([.. values[..head.Length], .. values[^tail.Length..]], [.. head, .. tail]);
    }

    private Agreement Compare(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        ReadOnlySpan<float> tolerance = Flat(_arrays["tolerance"]);
        double error = 0, ofTolerance = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            double difference = Math.Abs((double)actual[i] - expected[i]);
            error = Math.Max(error, difference);
            ofTolerance = Math.Max(ofTolerance, difference / (tolerance[0] + (tolerance[1] * Math.Abs(expected[i]))));
        }

        return new(expected.Length, error, ofTolerance);
    }

    private static ReadOnlySpan<float> Flat(Tensor<float> tensor)
    {
        var values = new float[tensor.FlattenedLength];
        tensor.FlattenTo(values);
        return values;
    }
}
