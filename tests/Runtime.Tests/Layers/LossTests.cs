using System.Numerics.Tensors;
using System.Text.Json;
using Conv3DGen.Testing.Golden;

namespace Conv3DGen.Runtime.Tests.Layers;

public class LossTests
{
    private static readonly nint[] s_inputShape = [2, 1, 1, 1, 2];

    /// <summary>Kernel and bias of the facts, whose penalties another implementation computed.</summary>
    [Fact]
    public void AgreesWithTheFacts()
    {
        var layer = new Conv3D(4, (2, 3, 2), kernelRegularizer: new L2(0.01), biasRegularizer: new L1(0.02));
        layer.Build(null, 2, 3, 2, 3);
        layer.SetWeights(Tensor.Create(SplitMix24.Values(31, 1, 144), [2, 3, 2, 3, 4]), Tensor.Create(SplitMix24.Values(32, 1, 4), [4]));
        JsonElement expected = GoldenFacts.Section("regularizers").GetProperty("float64").GetProperty("losses");
        Assert.Equal(2, layer.Losses.Count);
        Assert.All(expected.Numbers().Zip(layer.Losses), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void TheActivityLossIsThatOfTheLastCallOverTheBatch()
    {
        Conv3D layer = Layer();
        Assert.Equal([9, 12], layer.Losses);
        Tensor<float> input = Tensor.Create(new float[] { 1, 2, -3, 4 }, s_inputShape);
        float[] output = [.. layer.Call(input)];
        double expected = 0.5 * output.Sum(y => Math.Abs((double)y)) / 2;
        Assert.Equal([9, 12, expected], layer.Losses);
        layer.Call([1, 1], [1, 1, 1, 1, 2], output.AsSpan(0, 3));
        Assert.Equal([9, 12, 0.5 * 3 * 5], layer.Losses);
        layer.Call(new ReadOnlyTensorSpan<float>([2, 2], [1, 1, 1, 1, 2]), new TensorSpan<float>(output, [1, 1, 1, 1, 3]));
        Assert.Equal([9, 12, 0.5 * 3 * 8], layer.Losses);
        layer.Call([], [0, 1, 1, 1, 2], []);
        Assert.Equal([9, 12, 0], layer.Losses);
        layer.ActivityRegularizer = null;
        Assert.Equal([9, 12], layer.Losses);
    }

    [Fact]
    public void TheActivityLossIsOfTheActivatedOutput()
    {
        var layer = new Conv3D(1, 1, activation: "relu", kernelInitializer: "ones", activityRegularizer: new L1(1));
        layer.Call([-5, 3], [1, 1, 1, 2, 1], new float[2]);
        Assert.Equal([3], layer.Losses);
    }

    [Fact]
    public void AFailedOrSymbolicCallLeavesTheLosses()
    {
        Conv3D layer = Layer();
        layer.Call([1, 1], [1, 1, 1, 1, 2], new float[3]);
        double[] before = [.. layer.Losses];
        Assert.Throws<ArgumentException>(() => layer.Call([1, 1], [1, 1, 1, 1, 2], new float[4]));
        layer.Call(Keras.Input([1, 1, 1, 2]));
        Assert.Equal(before, layer.Losses);
    }

    [Fact]
    public void AFrozenLayerHasNoWeightLosses()
    {
        Conv3D layer = Layer();
        layer.Trainable = false;
        layer.Call([1, 1], [1, 1, 1, 1, 2], new float[3]);
        Assert.Equal([0.5 * 3 * 5], layer.Losses);
        Assert.Empty(layer.GetLossesFor(null));
    }

    [Fact]
    public void WithoutRegularizersOrWeightsThereAreNone()
    {
        Assert.Empty(new Conv3D(1, 1, kernelRegularizer: "l1", biasRegularizer: "l1", activityRegularizer: "l1").Losses);
        var layer = new Conv3D(1, 1, useBias: false, biasRegularizer: "l1");
        layer.Call([1], [1, 1, 1, 1, 1], new float[1]);
        Assert.Empty(layer.Losses);
    }

    [Fact]
    public void LossesForAnInputAreThoseThatDependOnIt()
    {
        Conv3D layer = Layer();
        Tensor<float> input = Tensor.Create(new float[] { 1, 2, -3, 4 }, s_inputShape);
        layer.Call(input);
        Assert.Equal([9, 12], layer.GetLossesFor(null));
        Assert.Equal([layer.Losses[2]], layer.GetLossesFor(input));
        Assert.Empty(layer.GetLossesFor(Tensor.Create(new float[] { 1, 2, -3, 4 }, s_inputShape)));
        layer.Call([1, 1], [1, 1, 1, 1, 2], new float[3]);
        Assert.Empty(layer.GetLossesFor(input));
    }

    [Fact]
    public void LossesForASymbolicInputAreSymbolicNumbers()
    {
        Conv3D layer = Layer();
        SymbolicTensor input = Keras.Input([1, 1, 1, 2]);
        layer.Call(Keras.Input([1, 1, 1, 2]));
        SymbolicTensor output = layer.Call(input);
        SymbolicTensor loss = Assert.Single(layer.GetLossesFor(input));
        Assert.Empty(loss.Shape);
        Assert.Same(output.Producer, loss.Producer);
        Assert.Equal("regular/output_1/activity_loss []", loss.ToString());
        Assert.Empty(layer.GetLossesFor(output));
        layer.Call(input);
        Assert.Equal(2, layer.GetLossesFor(input).Count);
        layer.ActivityRegularizer = null;
        Assert.Empty(layer.GetLossesFor(input));
        Assert.Throws<ArgumentNullException>(() => layer.GetLossesFor((SymbolicTensor)null!));
    }

    [Fact]
    public void ThereAreNoUpdates()
    {
        Conv3D layer = Layer();
        Tensor<float> input = Tensor.Create(new float[] { 1, 2, -3, 4 }, s_inputShape);
        layer.Call(input);
        Assert.Empty(layer.Updates);
        Assert.Empty(layer.GetUpdatesFor(null));
        Assert.Empty(layer.GetUpdatesFor(input));
    }

    [Fact]
    public void ARegularizerForMatricesIsRefusedByTheKernel()
    {
        var layer = new Conv3D(1, 1, kernelRegularizer: "orthogonal_regularizer");
        layer.Build(null, 1, 1, 1, 1);
        Assert.Contains("it must have 2 sizes", Assert.Throws<ArgumentException>(() => layer.Losses).Message);
    }

    /// <summary>Kernel values 1.5, bias values 2: outputs are 1.5 times the sum of two inputs, plus 2.</summary>
    private static Conv3D Layer()
    {
        var layer = new Conv3D(
            3,
            1,
            kernelInitializer: new Constant(1.5),
            biasInitializer: new Constant(2),
            kernelRegularizer: new L1(1),
            biasRegularizer: new L2(1),
            activityRegularizer: new L1(0.5),
            name: "regular");
        layer.Build(null, 1, 1, 1, 2);
        return layer;
    }
}
