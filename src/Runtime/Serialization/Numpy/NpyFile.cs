using System.Numerics.Tensors;
using Conv3DGen.Serialization;

namespace Conv3DGen;

/// <summary>
/// Reads and writes single arrays in numpy's .npy format, as <c>np.load</c> and <c>np.save</c> do.
/// </summary>
/// <remarks>
/// Read are versions 1.0 to 3.0, C and Fortran order, and the types f2, f4 and f8 in both byte orders; everything becomes float32 in C
/// order, f8 rounded to the nearest. Written is version 1.0, little-endian f4, C order. Pickled objects are never read.
/// </remarks>
/// <seealso href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">The format</seealso>
public static class NpyFile
{
    /// <summary>
    /// The most elements that are read unless a caller allows more: 2^28, which is 1 GiB of float32. Arrays in a compressed .npz can be
    /// a thousand times as large as the file.
    /// </summary>
    public const long DefaultMaxElements = 1L << 28;

    /// <summary>Reads a file of one array.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxElements">The most elements to read.</param>
    /// <returns>The array; a scalar becomes a tensor of the shape [1].</returns>
    /// <exception cref="InvalidDataException">
    /// Not one whole array of a type that can be read, a finite f8 value beyond float32, or more than <paramref name="maxElements"/>.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Tensor<float> Read(string path, long maxElements = DefaultMaxElements)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxElements);
        using FileStream stream = File.OpenRead(path);
        return Within.Place(path, () =>
        {
            Tensor<float> array = ReadAtMost(stream, maxElements);
            NpyReader.ExpectEnd(stream);
            return array;
        });
    }

    /// <summary>Reads one array and leaves the stream behind it, so that several in a row can be read.</summary>
    /// <param name="stream">A readable stream at the start of an array; it need not be able to seek.</param>
    /// <param name="maxElements">The most elements to read.</param>
    /// <returns>The array; a scalar becomes a tensor of the shape [1].</returns>
    /// <exception cref="InvalidDataException">
    /// Not a whole array of a type that can be read, a finite f8 value beyond float32, or more than <paramref name="maxElements"/>.
    /// </exception>
    public static Tensor<float> Read(Stream stream, long maxElements = DefaultMaxElements)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegative(maxElements);
        return Within.Place("the stream", () => ReadAtMost(stream, maxElements));
    }

    /// <summary>Writes a file of one array, in place of one that is there. A failure leaves the old file.</summary>
    /// <param name="path">The file; unlike <c>np.save</c>, no ".npy" is appended.</param>
    /// <param name="array">The array.</param>
    public static void Write(string path, Tensor<float> array)
    {
        ArgumentNullException.ThrowIfNull(array);
        AtomicFile.Write(path, stream => NpyWriter.Write(stream, array));
    }

    /// <summary>Writes one array.</summary>
    /// <param name="stream">A writable stream; it need not be able to seek, and stays open.</param>
    /// <param name="array">The array.</param>
    public static void Write(Stream stream, Tensor<float> array)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(array);
        NpyWriter.Write(stream, array);
    }

    private static Tensor<float> ReadAtMost(Stream stream, long maxElements)
        => NpyReader.Read(stream, header => ElementBudget.Take(header, ref maxElements));
}
