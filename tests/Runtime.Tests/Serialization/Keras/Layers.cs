namespace Conv3DGen.Runtime.Tests.Serialization;

/// <summary>Layers for the tests of configs.</summary>
internal static class Layers
{
    /// <summary>A layer in which every option differs from its default, but for the element type, of which there is one.</summary>
    public static Conv3D WithEveryOption() => new(
        filters: 6,
        kernelSize: (1, 2, 3),
        strides: (3, 2, 1),
        padding: Padding.Same,
        dataFormat: DataFormat.ChannelsFirst,
        dilationRate: 1,
        groups: 2,
        activation: Activation.LeakyRelu(0.3f),
        useBias: false,
        kernelInitializer: new TruncatedNormal(0.5, 0.25, seed: 7),
        biasInitializer: new Constant(0.1),
        kernelRegularizer: new L1L2(0.25, 0.5),
        biasRegularizer: new L2(0.125),
        activityRegularizer: new L1(0.0625),
        kernelConstraint: new MinMaxNorm(0.5, 1.5, 0.75, [0, 1, 2, 3]),
        biasConstraint: new NonNeg(),
        name: "stem",
        trainable: false,
        inputShape: [8, null, 5, 6]);
}
