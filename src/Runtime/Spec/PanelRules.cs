namespace Conv3DGen;

/// <summary>Which convolutions may run on panels of pixels. Compiled into the runtime and linked into the generator.</summary>
internal static class PanelRules
{
    /// <summary>Steps of a sum, at most: a tile of pixels with more of them finds no room in a core's own cache.</summary>
    private const int MostSteps = 4096;

    /// <summary>Whether outputs share no inputs: what is copied is no more than what there is.</summary>
    /// <param name="kernelSize">Taps.</param>
    /// <param name="strides">Steps between outputs.</param>
    /// <param name="channels">Input channels of a group.</param>
    public static bool ArePatches(Int3 kernelSize, Int3 strides, int channels)
        => kernelSize.Depth <= strides.Depth && !RowRules.Gathers(kernelSize, strides)
            && (kernelSize == 1 || kernelSize.Product * channels <= MostSteps);
}
