using System.Text.Json;

namespace Conv3DGen.Testing.Golden;

/// <summary>One convolution of a suite: the problem, its weights and its activation.</summary>
/// <param name="Problem">Spec and shapes.</param>
/// <param name="Kernel">[kd, kh, kw, channels / groups, filters].</param>
/// <param name="Bias">[filters], or null.</param>
/// <param name="Activation">The Keras name.</param>
/// <param name="KerasVersion">2 or 3.</param>
public sealed record GoldenLayer(ConvProblem Problem, float[] Kernel, float[]? Bias, string Activation, int KerasVersion)
{
    /// <summary>Joins a layer's config to an input shape and generated weights.</summary>
    internal static GoldenLayer Create(LayerConfig config, int[] inputShape, int kerasVersion, Dictionary<string, ulong> seeds, Dictionary<string, double> scales)
    {
        bool channelsFirst = config.DataFormat == "channels_first";
        int[] spatial = channelsFirst ? inputShape[2..] : inputShape[1..4];
        var problem = new ConvProblem
        {
            KernelSize = config.KernelSize,
            Strides = config.Strides,
            DilationRate = config.DilationRate,
            Padding = Enum.Parse<Padding>(config.Padding, ignoreCase: true),
            DataFormat = channelsFirst ? DataFormat.ChannelsFirst : DataFormat.ChannelsLast,
            Groups = config.Groups,
            Filters = config.Filters,
            UseBias = config.UseBias,
            Batch = inputShape[0],
            Input = (spatial[0], spatial[1], spatial[2]),
            InputChannels = channelsFirst ? inputShape[1] : inputShape[4],
        };
        float[] kernel = SplitMix24.Values(seeds["kernel"], scales["kernel"], problem.KernelCount);
        float[]? bias = config.UseBias ? SplitMix24.Values(seeds["bias"], scales["bias"], config.Filters) : null;
        return new(problem, kernel, bias, ActivationName(config.Activation), kerasVersion);
    }

    private static string ActivationName(JsonElement activation) => activation.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => "linear",
        JsonValueKind.String => activation.GetString()!,
        _ => throw new NotSupportedException($"Activation {activation} is not a name."),
    };
}
