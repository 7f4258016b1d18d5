namespace Conv3DGen.Neon.Protocol;

/// <summary>How jobs name activations: as Keras does, but for one that changed its meaning.</summary>
internal static class ActivationName
{
    public const string HardSigmoidKeras2 = "hard_sigmoid of Keras 2";

    public static Activation Find(string name) => name == HardSigmoidKeras2 ? Activation.HardSigmoidKeras2 : Activation.FromName(name);
}
