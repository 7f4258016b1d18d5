using System.IO.Compression;
using System.Numerics.Tensors;
using Conv3DGen.Serialization;

namespace Conv3DGen;

/// <summary>
/// Reads and writes named arrays in numpy's .npz format, as <c>np.load</c>, <c>np.savez</c> and <c>np.savez_compressed</c> do:
/// a zip archive of <see cref="NpyFile">.npy files</see>.
/// </summary>
/// <remarks>
/// Names are those of numpy, without ".npy": the keywords of <c>np.savez(file, kernel=k)</c>, or arr_0, arr_1, ... of
/// <c>np.savez(file, k, b)</c>. Nothing is extracted to disk, checksums are checked, and no more memory is taken than the caller allows.
/// </remarks>
public static class NpzFile
{
    /// <summary>Reads all arrays of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxElements">The most elements to read, all arrays together.</param>
    /// <returns>The arrays by name; a scalar becomes a tensor of the shape [1].</returns>
    /// <exception cref="InvalidDataException">
    /// Not a zip archive of .npy files that can be read, damaged, two entries of one name, or more than <paramref name="maxElements"/>.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyDictionary<string, Tensor<float>> Read(string path, long maxElements = NpyFile.DefaultMaxElements)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxElements);
        using FileStream stream = File.OpenRead(path);
        return Within.Place(path, () => ReadAll(stream, maxElements));
    }

    /// <summary>Reads all arrays of a stream.</summary>
    /// <param name="stream">A readable stream that holds the archive and nothing else. One that cannot seek is read into memory first.</param>
    /// <param name="maxElements">The most elements to read, all arrays together.</param>
    /// <returns>The arrays by name; a scalar becomes a tensor of the shape [1].</returns>
    /// <exception cref="InvalidDataException">
    /// Not a zip archive of .npy files that can be read, damaged, two entries of one name, or more than <paramref name="maxElements"/>.
    /// </exception>
    public static IReadOnlyDictionary<string, Tensor<float>> Read(Stream stream, long maxElements = NpyFile.DefaultMaxElements)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegative(maxElements);
        return Within.Place("the stream", () => ReadAll(stream, maxElements));
    }

    /// <summary>Writes a file, in place of one that is there. A failure leaves the old file.</summary>
    /// <param name="path">The file; unlike <c>np.savez</c>, no ".npz" is appended.</param>
    /// <param name="arrays">The arrays by name, in the order to write them. The same arrays always give the same bytes.</param>
    /// <param name="compression">None, as <c>np.savez</c>, or a level, as <c>np.savez_compressed</c>.</param>
    /// <exception cref="ArgumentException">Two arrays have one name, or a name is not a relative path with slashes.</exception>
    public static void Write(string path, IEnumerable<KeyValuePair<string, Tensor<float>>> arrays, CompressionLevel compression = CompressionLevel.NoCompression)
    {
        IReadOnlyList<KeyValuePair<string, Tensor<float>>> list = Checked(arrays);
        AtomicFile.Write(path, stream => NpzWriter.Write(stream, list, compression));
    }

    /// <summary>Writes to a stream.</summary>
    /// <param name="stream">A writable stream; it need not be able to seek, and stays open.</param>
    /// <param name="arrays">The arrays by name, in the order to write them. The same arrays always give the same bytes.</param>
    /// <param name="compression">None, as <c>np.savez</c>, or a level, as <c>np.savez_compressed</c>.</param>
    /// <exception cref="ArgumentException">Two arrays have one name, or a name is not a relative path with slashes.</exception>
    public static void Write(Stream stream, IEnumerable<KeyValuePair<string, Tensor<float>>> arrays, CompressionLevel compression = CompressionLevel.NoCompression)
    {
        ArgumentNullException.ThrowIfNull(stream);
        NpzWriter.Write(stream, Checked(arrays), compression);
    }

    private static Dictionary<string, Tensor<float>> ReadAll(Stream stream, long maxElements)
    {
        using NpzReader archive = new(stream);
        return archive.Names.ToDictionary(name => name, name => archive.Read(name, header => ElementBudget.Take(header, ref maxElements)));
    }

    private static List<KeyValuePair<string, Tensor<float>>> Checked(IEnumerable<KeyValuePair<string, Tensor<float>>> arrays)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        List<KeyValuePair<string, Tensor<float>>> list = [.. arrays];
        HashSet<string> names = [];
        foreach ((string name, Tensor<float> array) in list)
        {
            if (name is null || array is null)
            {
                throw new ArgumentException($"arrays has a null {(name is null ? "name" : $"array named '{name}'")}; expected names and tensors.", nameof(arrays));
            }

            if (!ArrayName.IsPossible(name))
            {
                throw new ArgumentException($"arrays has the name '{name}'; it must be {ArrayName.Rule}.", nameof(arrays));
            }

            if (!names.Add(name))
            {
                throw new ArgumentException($"arrays has two arrays named '{name}'; expected one.", nameof(arrays));
            }
        }

        return list;
    }
}
