using Conv3DGen.Activations;

namespace Conv3DGen.Runtime.Tests.Activations;

public class NameTests
{
    public static TheoryData<string, Activation> Names() => new()
    {
        { "linear", Activation.Linear },
        { "relu", Activation.Relu },
        { "relu6", Activation.Relu6 },
        { "leaky_relu", Activation.LeakyRelu(0.2f) },
        { "elu", Activation.Elu(1) },
        { "selu", Activation.Selu },
        { "celu", Activation.Celu(1) },
        { "softplus", Activation.Softplus },
        { "softsign", Activation.Softsign },
        { "softmax", Activation.Softmax },
        { "log_softmax", Activation.LogSoftmax },
        { "sparsemax", Activation.Sparsemax },
        { "sigmoid", Activation.Sigmoid },
        { "log_sigmoid", Activation.LogSigmoid },
        { "hard_sigmoid", Activation.HardSigmoid },
        { "sparse_sigmoid", Activation.SparseSigmoid },
        { "tanh", Activation.Tanh },
        { "hard_tanh", Activation.HardTanh },
        { "tanh_shrink", Activation.TanhShrink },
        { "soft_shrink", Activation.SoftShrink(0.5f) },
        { "hard_shrink", Activation.HardShrink(0.5f) },
        { "exponential", Activation.Exponential },
        { "silu", Activation.Silu },
        { "hard_silu", Activation.HardSilu },
        { "gelu", Activation.Gelu(approximate: false) },
        { "mish", Activation.Mish },
        { "squareplus", Activation.Squareplus(4) },
        { "sparse_plus", Activation.SparsePlus },
    };

    public static TheoryData<string, string> OtherSpellings() => new()
    {
        { "swish", "silu" },
        { "Swish", "silu" },
        { "hard_swish", "hard_silu" },
        { "HardSwish", "hard_silu" },
        { "Relu", "relu" },
        { "ReLU", "relu" },
        { "Relu6", "relu6" },
        { "LeakyRelu", "leaky_relu" },
        { "LeakyReLU", "leaky_relu" },
        { "Elu", "elu" },
        { "ELU", "elu" },
        { "LogSoftmax", "log_softmax" },
        { "HardSigmoid", "hard_sigmoid" },
        { "TanhShrink", "tanh_shrink" },
        { "Gelu", "gelu" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void AreKerasNamesWithKerasDefaults(string name, Activation expected)
    {
        Activation found = Activation.FromName(name);
        Assert.Equal(expected, found);
        Assert.Equal(expected.GetHashCode(), found.GetHashCode());
        Assert.Equal(name, found.Name);
        Assert.Equal(name, found.ToString());
    }

    [Fact]
    public void AreAllTested()
        => Assert.Equal(Names().Select(row => (string)row[0]).Concat(["swish", "hard_swish"]).Order(), ActivationTable.Names.Order());

    [Theory]
    [MemberData(nameof(OtherSpellings))]
    public void HaveClassNamesAndAliases(string spelling, string name) => Assert.Same(Activation.FromName(name), Activation.FromName(spelling));

    [Theory]
    [InlineData("rleu")]
    [InlineData("RELU")]
    [InlineData("")]
    [InlineData("relu ")]
    public void OfNothingAreRefusedWithTheKnownOnes(string name)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Activation.FromName(name));
        Assert.Equal("name", error.ParamName);
        Assert.Contains($"\"{name}\" is not known", error.Message);
        Assert.Contains("linear, relu, relu6, leaky_relu", error.Message);
        Assert.Contains("swish, hard_swish", error.Message);
    }

    [Theory]
    [InlineData("glu", "halves the last axis")]
    [InlineData("Glu", "halves the last axis")]
    [InlineData("threshold", "has no default parameters; call Activation.Threshold(threshold, value)")]
    public void ThatALayerCannotUseAreRefusedWithTheReason(string name, string reason)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Activation.FromName(name));
        Assert.Equal("name", error.ParamName);
        Assert.Contains($"\"{name}\" {reason}", error.Message);
    }

    [Fact]
    public void NullIsNoName() => Assert.Throws<ArgumentNullException>(() => Activation.FromName(null!));
}
