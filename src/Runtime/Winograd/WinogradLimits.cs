namespace Conv3DGen.Winograd;

/// <summary>From how many input channels on Auto filters every axis: with fewer, transforms serve too few of them. Measured (docs/performance.md).</summary>
internal static class WinogradLimits
{
    /// <summary>
    /// The generic kernel's transforms cost three times as much as generated ones: it breaks even at 16 channels and loses two thirds at three;
    /// on rows alone a quarter.
    /// </summary>
    private const int Interpreted = 16;

    /// <summary>The same where filtering the depth alone, which interprets nothing, is possible and saves more up to here.</summary>
    private const int InterpretedBesideDepth = 32;

    /// <summary>The same of kernels with five taps, whose tiles have as many transforms for fewer outputs.</summary>
    private const int InterpretedOfFive = 64;

    /// <summary>Up to here filtering the depth alone is as fast as filtering five taps on another axis too.</summary>
    private const int OfFiveBesideDepth = 16;

    /// <summary>The least number for a convolution.</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="axes">Its axes.</param>
    /// <param name="interpreted">Whether the generic kernel interprets the transforms.</param>
    public static int LeastInputChannels(ConvGeometry geometry, WinogradAxes axes, bool interpreted)
    {
        bool besideDepth = DepthPlan.Takes(geometry);
        if (axes.HasFive)
        {
            return interpreted ? InterpretedOfFive : besideDepth ? OfFiveBesideDepth : WinogradRules.LeastInputChannelsOfFive;
        }

        return !interpreted ? WinogradRules.LeastInputChannels : besideDepth ? InterpretedBesideDepth : Interpreted;
    }
}
