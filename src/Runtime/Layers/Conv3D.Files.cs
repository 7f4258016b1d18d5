using System.Numerics.Tensors;
using Conv3DGen.Arguments;
using Conv3DGen.Serialization;

namespace Conv3DGen;

public partial class Conv3D
{
    /// <summary>
    /// Writes the weights to a numpy .npz file: the arrays "kernel" [kd, kh, kw, channels / groups, filters] and, where the layer has one,
    /// "bias" [filters], float32. <c>np.load(path)["kernel"]</c> reads it. A failure leaves a file that was there as it was.
    /// </summary>
    /// <param name="path">The file; no ".npz" is appended.</param>
    /// <exception cref="InvalidOperationException">The layer is not built.</exception>
    public void SaveWeights(string path) => NpzFile.Write(path, NamedWeights());

    /// <summary>Writes the weights in numpy's .npz format to a stream, as <see cref="SaveWeights(string)"/> does to a file.</summary>
    /// <param name="stream">A writable stream; it need not be able to seek, and stays open.</param>
    /// <exception cref="InvalidOperationException">The layer is not built.</exception>
    public void SaveWeights(Stream stream) => NpzFile.Write(stream, NamedWeights());

    /// <summary>Replaces the weights by those of a numpy .npz file. On failure the layer keeps its weights.</summary>
    /// <remarks>
    /// Read are arrays named "kernel" and "bias" (<c>np.savez(path, kernel=k, bias=b)</c>), also at the end of a Keras path, as in
    /// "conv3d/kernel" or "conv3d/kernel:0", or those of <c>np.savez(path, *layer.get_weights())</c>, "arr_0" and "arr_1"; of the types
    /// and orders that <see cref="NpyFile"/> reads. A file with other arrays is refused, and so is one of other shapes, before memory
    /// is taken for its elements.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">
    /// Not an .npz file that can be read, other arrays than the layer has weights, or one of another shape; the message names the file.
    /// </exception>
    /// <exception cref="InvalidOperationException">The layer is not built.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void LoadWeights(string path)
    {
        nint[][] shapes = WeightShapes();
        using FileStream stream = File.OpenRead(path);
        SetWeights(Within.Place(path, () => ReadWeights(stream, shapes)));
    }

    /// <summary>Replaces the weights by those of a stream, as <see cref="LoadWeights(string)"/> does by those of a file.</summary>
    /// <param name="stream">A readable stream that holds the archive and nothing else. One that cannot seek is read into memory first.</param>
    /// <exception cref="InvalidDataException">
    /// Not an .npz archive that can be read, other arrays than the layer has weights, or one of another shape.
    /// </exception>
    /// <exception cref="InvalidOperationException">The layer is not built.</exception>
    public void LoadWeights(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        nint[][] shapes = WeightShapes();
        SetWeights(Within.Place("the stream", () => ReadWeights(stream, shapes)));
    }

    private IEnumerable<KeyValuePair<string, Tensor<float>>> NamedWeights()
    {
        _ = State; // a layer that is not built has no weights to save, where GetWeights gives none
        return WeightNames.Of(UseBias).Zip(GetWeights(), KeyValuePair.Create);
    }

    private nint[][] WeightShapes()
    {
        nint[] kernel = KernelShape(State.InputChannels);
        return UseBias ? [kernel, [Filters]] : [kernel];
    }

    private Tensor<float>[] ReadWeights(Stream stream, nint[][] shapes)
    {
        using NpzReader archive = new(stream);
        string[] names = WeightNames.Match(archive.Names, UseBias);
        return [.. names.Zip(shapes, (name, shape) => archive.Read(name, header => CheckShape(header, shape)))];
    }

    private static void CheckShape(NpyHeader header, nint[] expected)
    {
        if (!header.Shape.AsSpan().SequenceEqual(expected))
        {
            throw new InvalidDataException($"has shape {Shapes.Text(header.Shape)}; expected {Shapes.Text(expected)}.");
        }
    }
}
