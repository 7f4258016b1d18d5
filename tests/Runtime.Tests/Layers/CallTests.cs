using System.Numerics.Tensors;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;

namespace Conv3DGen.Runtime.Tests.Layers;

/// <summary>The three forms of a call give the same output.</summary>
public class CallTests
{
    private static readonly ConvProblem s_problem = new()
    {
        KernelSize = (2, 3, 3),
        Strides = (1, 2, 1),
        Padding = Padding.Same,
        Groups = 2,
        Filters = 6,
        Batch = 2,
        Input = (3, 5, 7),
        InputChannels = 4,
    };

    private readonly ProblemData _data = ProblemData.Create(s_problem, seed: 1);
    private readonly float[] _expected;
    private readonly Conv3D _layer;

    public CallTests()
    {
        _expected = _data.FmaOrderSums();
        _layer = LayerFactory.Create(s_problem, _data.Kernel, _data.Bias);
    }

    [Fact]
    public void OnSpans() => TensorAssert.Same(_expected, _layer.Run(s_problem, _data.Input), s_problem);

    [Fact]
    public void OnATensor()
    {
        Tensor<float> output = _layer.Call(Tensor.Create(_data.Input, s_problem.InputShape));
        Assert.Equal(s_problem.OutputShape, output.Lengths.ToArray());
        TensorAssert.Same(_expected, [.. output], s_problem);
    }

    [Fact]
    public void OnTensorSpans()
    {
        var output = new float[s_problem.OutputCount];
        _layer.Call(new ReadOnlyTensorSpan<float>(_data.Input, s_problem.InputShape), new TensorSpan<float>(output, s_problem.OutputShape));
        TensorAssert.Same(_expected, output, s_problem);
    }

    [Fact]
    public void OnATensorThatIsNotDense()
    {
        ConvProblem wide = s_problem with { Input = (3, 5, 9) };
        Tensor<float> whole = Tensor.Create(ProblemData.Create(wide, seed: 2).Input, wide.InputShape);
        Tensor<float> slice = whole.Slice([0..2, 0..3, 0..5, 1..8, 0..4]);
        Assert.False(slice.IsDense);
        float[] input = [.. slice];
        TensorAssert.Same(_layer.Run(s_problem, input), [.. _layer.Call(slice)], s_problem);
    }

    [Fact]
    public void ADenseSliceOfALargerTensorIsReadFromItsOwnStart()
    {
        ConvProblem three = s_problem with { Batch = 3 };
        ProblemData data = ProblemData.Create(three, seed: 3);
        Tensor<float> slice = Tensor.Create(data.Input, three.InputShape).Slice([1..3, 0..3, 0..5, 0..7, 0..4]);
        Assert.True(slice.IsDense);
        TensorAssert.Same(_layer.Run(s_problem, data.Input[(s_problem.InputCount / 2)..]), [.. _layer.Call(slice)], s_problem);
    }

    [Fact]
    public void ChangingTheShapeBetweenCallsChangesNothing()
    {
        ConvProblem other = s_problem with { Batch = 1, Input = (4, 3, 8) };
        ProblemData data = ProblemData.Create(other, seed: 4) with { Kernel = _data.Kernel, Bias = _data.Bias };
        for (int i = 0; i < 2; i++)
        {
            TensorAssert.Same(_expected, _layer.Run(s_problem, _data.Input), s_problem);
            TensorAssert.Same(data.FmaOrderSums(), _layer.Run(other, data.Input), other);
        }
    }

    [Theory]
    [InlineData(DataFormat.ChannelsLast)]
    [InlineData(DataFormat.ChannelsFirst)]
    public void AnEmptyBatchGivesAnEmptyOutput(DataFormat format)
    {
        ConvProblem problem = s_problem with { DataFormat = format };
        ProblemData data = ProblemData.Create(problem, seed: 1);
        Conv3D layer = LayerFactory.Create(problem, data.Kernel, data.Bias);
        ConvProblem empty = problem with { Batch = 0 };
        Tensor<float> output = layer.Call(Tensor.CreateFromShape<float>(empty.InputShape));
        Assert.Equal(empty.OutputShape, output.Lengths.ToArray());
        Assert.Equal(0, output.FlattenedLength);
        layer.Call([], empty.InputShape, []);
        layer.Call(Tensor.CreateFromShape<float>(empty.InputShape).AsReadOnlyTensorSpan(), output.AsTensorSpan());
    }

    [Fact]
    public void BatchEntriesDoNotInfluenceEachOther()
    {
        float[] first = _layer.Run(s_problem with { Batch = 1 }, _data.Input[..(s_problem.InputCount / 2)]);
        float[] second = _layer.Run(s_problem with { Batch = 1 }, _data.Input[(s_problem.InputCount / 2)..]);
        TensorAssert.Same([.. first, .. second], _layer.Run(s_problem, _data.Input), s_problem);
    }
}
