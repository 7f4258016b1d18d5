using Conv3DGen.Arguments;
using Conv3DGen.Graph;

namespace Conv3DGen;

/// <summary>The functions of Keras that belong to no layer.</summary>
public static class Keras
{
    /// <summary>Not cached where it fails, so that a repaired file is read.</summary>
    private static readonly Lazy<DataFormat> s_imageDataFormat = new(
        () => KerasFile.IsRead ? KerasFile.ReadImageDataFormat() : DataFormat.ChannelsLast, LazyThreadSafetyMode.PublicationOnly);

    /// <summary>
    /// The axis order of layers that are given none: <c>image_data_format</c> of the file keras.json in the folder that the environment
    /// variable KERAS_HOME names, else in ~/.keras; <see cref="DataFormat.ChannelsLast"/> where there is no file or entry. Read once; not read where
    /// the switch Conv3DGen.ReadsKerasFile is off.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is broken; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static DataFormat ImageDataFormat => s_imageDataFormat.Value;

    /// <summary>Makes a symbolic tensor to call layers on (Keras's <c>keras.Input</c>): a shape without values.</summary>
    /// <param name="shape">The sizes without the batch, null where unknown, each at least 1.</param>
    /// <param name="name">Its name; null is "input", "input_1" and so on.</param>
    /// <param name="mask">A mask that layers hand on, or null.</param>
    /// <param name="batchSize">The batch size, at least 0, or null where unknown.</param>
    /// <returns>A tensor of the shape [<paramref name="batchSize"/>, .. <paramref name="shape"/>].</returns>
    /// <exception cref="ArgumentException">A size is below its minimum, or the name has no character.</exception>
    public static SymbolicTensor Input(IReadOnlyList<int?> shape, string? name = null, SymbolicTensor? mask = null, int? batchSize = null)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (name is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
        }

        int?[] sizes = [batchSize, .. shape];
        for (int i = 0; i < sizes.Length; i++)
        {
            int least = i == 0 ? 0 : 1;
            if (sizes[i] < least)
            {
                throw i == 0
                    ? new ArgumentException($"batchSize is {batchSize}; it must be at least 0.", nameof(batchSize))
                    : new ArgumentException($"shape is {Shapes.Text([.. shape])}; every size must be at least 1 or null.", nameof(shape));
            }
        }

        return new(name ?? AutoNames.Next("input"), sizes, mask, producer: null);
    }

    /// <summary>Starts the automatic names of layers and inputs over (Keras's <c>clear_session</c>): the next layer is "conv3d" again.</summary>
    public static void ClearSession() => AutoNames.Clear();
}
