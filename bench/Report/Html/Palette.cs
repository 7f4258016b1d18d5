using Conv3DGen.Bench.Contenders;

namespace Conv3DGen.Bench.Report.Html;

/// <summary>How each contender looks in the charts: a class of bench.css.</summary>
internal static class Palette
{
    private static readonly Dictionary<string, (string Class, string Title)> s_looks = new()
    {
        [ContenderNames.Auto] = ("ours", "Conv3DGen"),
        [ContenderNames.Direct] = ("direct", "our direct kernel"),
        [ContenderNames.Winograd] = ("winograd", "our Winograd"),
        [ContenderNames.Fallback] = ("fallback", "our fallback"),
        [ContenderNames.OnnxRuntime] = ("ort", "ONNX Runtime"),
        [ContenderNames.OneDnn] = ("dnnl", "oneDNN"),
        [ContenderNames.OneDnnOwn] = ("dnnl own", "oneDNN in its own order"),
    };

    /// <summary>The CSS class.</summary>
    public static string Class(string contender) => Look(contender).Class;

    /// <summary>The name for readers.</summary>
    public static string Title(string contender) => Look(contender).Title;

    private static (string Class, string Title) Look(string contender) => s_looks.GetValueOrDefault(contender, ("other", contender));
}
