namespace Conv3DGen;

/// <summary>Which direct convolutions run along rows in which the channels of a pixel lie side by side.</summary>
internal static class RowRules
{
    /// <summary>
    /// Whether channels that lie apart are worth bringing together first: outputs of a plane share inputs. Where they share none, as in
    /// a pointwise convolution or a patch embedding, bringing them together takes longer than reading them where they are.
    /// </summary>
    public static bool Gathers(Int3 kernelSize, Int3 strides) => kernelSize.Height > strides.Height || kernelSize.Width > strides.Width;
}
