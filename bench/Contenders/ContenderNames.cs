namespace Conv3DGen.Bench.Contenders;

/// <summary>How contenders are called on the command line and in every report.</summary>
internal static class ContenderNames
{
    public const string Auto = "auto";

    public const string Direct = "direct";

    /// <summary>Winograd convolution, whatever Auto would choose; not on layers that it does not fit.</summary>
    public const string Winograd = "winograd";

    public const string Fallback = "fallback";

    public const string OnnxRuntime = "onnxruntime";

    /// <summary>oneDNN on tensors in the layer's own axis order.</summary>
    public const string OneDnn = "onednn";

    /// <summary>oneDNN on tensors in the order that it prefers.</summary>
    public const string OneDnnOwn = "onednn-own";

    /// <summary>The algorithms of ours that can be asked for.</summary>
    public static IReadOnlyList<string> Algorithms { get; } = [Auto, Direct, Winograd];

    /// <summary>What ours can be measured against, besides each other.</summary>
    public static IReadOnlyList<string> Others { get; } = [Fallback, OnnxRuntime, OneDnn];
}
