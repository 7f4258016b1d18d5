using System.Numerics.Tensors;
using System.Text.Json;
using Conv3DGen.Testing.Golden;

namespace Conv3DGen.Runtime.Tests.Layers;

/// <summary>The weights as objects, and whether training may change them.</summary>
public class VariableTests
{
    public static TheoryData<string> Facts() => [.. GoldenFacts.Section("weights").EnumerateArray().Select(fact => fact.GetRawText())];

    /// <summary>
    /// Against what another implementation was seen to have. It calls a frozen layer's weights trainable still, each for itself; in Keras 3
    /// they are not.
    /// </summary>
    [Theory]
    [MemberData(nameof(Facts))]
    public void AgreesWithTheFacts(string text)
    {
        JsonElement fact = JsonDocument.Parse(text).RootElement;
        JsonElement arguments = fact.GetProperty("args");
        bool first = arguments.TryGetProperty("dataFormat", out _);
        bool trainable = !arguments.TryGetProperty("trainable", out _);
        JsonElement kernelSize = arguments.GetProperty("kernelSize");
        int[] size = kernelSize.ValueKind == JsonValueKind.Array ? kernelSize.Deserialize<int[]>()! : [3, 3, 3];
        var layer = new Conv3D(
            arguments.GetProperty("filters").GetInt32(),
            (size[0], size[1], size[2]),
            dataFormat: first ? "channels_first" : "channels_last",
            useBias: !arguments.TryGetProperty("useBias", out _),
            name: "conv",
            trainable: trainable,
            inputShape: fact.GetProperty("input_shape_no_batch").Deserialize<int?[]>());
        Assert.Equal(5, layer.InputSpec.Ndim);
        Assert.Empty(layer.InputSpec.Axes);
        layer.Build();
        Assert.Equal(fact.GetProperty("count_params").GetInt64(), layer.CountParams());
        Assert.Equal(fact.GetProperty("output_shape").Deserialize<int?[]>()!, layer.ComputeOutputShape([.. layer.BatchInputShape!]));
        Assert.Equal(fact.GetProperty("trainable_weights").GetInt32(), layer.TrainableWeights.Count);
        Assert.Equal(fact.GetProperty("non_trainable_weights").GetInt32(), layer.NonTrainableWeights.Count);
        JsonElement[] weights = [.. fact.GetProperty("weights").EnumerateArray()];
        Assert.Equal(weights.Select(w => w.GetProperty("name").GetString()), layer.Weights.Select(w => w.Path));
        Assert.Equal(weights.Select(w => w.GetProperty("shape").Deserialize<int[]>()), layer.Weights.Select(w => w.Shape.ToArray()));
        Assert.All(layer.Weights, weight => Assert.Equal(DType.Float32, weight.Dtype));
        Assert.All(layer.Weights, weight => Assert.Equal(trainable, weight.Trainable));
        JsonProperty axis = Assert.Single(fact.GetProperty("input_spec")[0].GetProperty("axes").EnumerateObject());
        Assert.Equal([new(int.Parse(axis.Name), axis.Value.GetInt32())], layer.InputSpec.Axes);
    }

    [Fact]
    public void BeforeTheLayerIsBuiltThereAreNone()
    {
        var layer = new Conv3D(2, 3);
        Assert.Empty(layer.Weights);
        Assert.Empty(layer.Variables);
        Assert.Empty(layer.TrainableWeights);
        Assert.Empty(layer.NonTrainableWeights);
    }

    [Fact]
    public void TrainableMovesTheWeights()
    {
        Conv3D layer = Built();
        Assert.Equal(["kernel", "bias"], layer.TrainableWeights.Select(w => w.Name));
        Assert.Empty(layer.NonTrainableWeights);
        layer.Trainable = false;
        Assert.Empty(layer.TrainableVariables);
        Assert.Equal(["kernel", "bias"], layer.NonTrainableVariables.Select(w => w.Name));
        Assert.Equal(["kernel", "bias"], layer.Variables.Select(w => w.Name));
        Assert.All(layer.Weights, weight => Assert.False(weight.Trainable));
    }

    [Fact]
    public void AWeightIsTheSameObjectEachTimeAndKnowsItsOptions()
    {
        var layer = new Conv3D(2, 1, name: "c", kernelRegularizer: new L1(1), biasRegularizer: new L2(2), kernelConstraint: new MaxNorm(3), biasConstraint: "non_neg");
        layer.Build(null, 1, 1, 1, 3);
        LayerWeight kernel = layer.Weights[0];
        LayerWeight bias = layer.Weights[1];
        Assert.Same(kernel, layer.TrainableWeights[0]);
        Assert.Same(bias, layer.Variables[1]);
        Assert.Equal(new L1(1), kernel.Regularizer);
        Assert.Equal(new L2(2), bias.Regularizer);
        Assert.Equal(new MaxNorm(3), kernel.Constraint);
        Assert.Equal(new NonNeg(), bias.Constraint);
        Assert.Equal("c/kernel [1, 1, 1, 3, 2]", kernel.ToString());
    }

    [Fact]
    public void AssignReplacesOneWeightByACopy()
    {
        Conv3D layer = Built();
        Tensor<float> kernel = Tensor.Create(new float[] { 1, 2, 3, 4, 5, 6 }, [1, 1, 1, 3, 2]);
        layer.Weights[0].Assign(kernel);
        Assert.Equal([0, 0], layer.Bias!);
        layer.Weights[1].Assign(Tensor.Create(new float[] { 10, 20 }, [2]));
        kernel[0, 0, 0, 0, 0] = 99;
        Assert.Equal([1, 2, 3, 4, 5, 6], layer.Weights[0].Value);
        Assert.Equal([10, 20], layer.Weights[1].Value);
        var output = new float[2];
        layer.Call([1, 1, 1], [1, 1, 1, 1, 3], output);
        Assert.Equal([19, 32], output);
        layer.SetWeights(Tensor.Create(new float[6], [1, 1, 1, 3, 2]), Tensor.Create(new float[] { 7, 8 }, [2]));
        Assert.Equal([7, 8], layer.Weights[1].Value);
    }

    [Fact]
    public void AssignOfAnotherShapeChangesNothing()
    {
        Conv3D layer = Built();
        float[] before = [.. layer.Kernel];
        ArgumentException error = Assert.Throws<ArgumentException>(() => layer.Weights[0].Assign(Tensor.Create(new float[6], [1, 1, 1, 2, 3])));
        Assert.StartsWith("the kernel has shape [1, 1, 1, 2, 3]; expected [1, 1, 1, 3, 2].", error.Message);
        Assert.Equal("value", error.ParamName);
        error = Assert.Throws<ArgumentException>(() => layer.Weights[1].Assign(Tensor.Create(new float[3], [3])));
        Assert.StartsWith("the bias has shape [3]; expected [2].", error.Message);
        Assert.Throws<ArgumentNullException>(() => layer.Weights[0].Assign(null!));
        Assert.Equal(before, layer.Kernel);
        Assert.Equal([0, 0], layer.Bias!);
    }

    /// <summary>Two threads that each assign one weight do not undo each other.</summary>
    [Fact]
    public async Task AssigningBothWeightsAtOnceKeepsBoth()
    {
        var layer = new Conv3D(64, 3); // large enough that the threads meet
        layer.Build(null, 3, 3, 3, 32);
        int undone = 0;
        using var start = new Barrier(2);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(index => Task.Factory.StartNew(
            () =>
            {
                LayerWeight weight = layer.Weights[index];
                Tensor<float> value = weight.Value;
                for (int i = 1; i <= 200; i++)
                {
                    value.Fill(i);
                    start.SignalAndWait();
                    weight.Assign(value);
                    start.SignalAndWait();
                    undone += weight.Value.First() == i ? 0 : 1;
                }
            },
            TaskCreationOptions.LongRunning)));
        Assert.Equal(0, undone);
    }

    private static Conv3D Built()
    {
        var layer = new Conv3D(2, 1);
        layer.Build(null, 1, 1, 1, 3);
        return layer;
    }
}
