using System.Numerics.Tensors;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;

namespace Conv3DGen.Runtime.Tests.Layers;

/// <summary>Calls into the caller's memory allocate nothing once a shape is known.</summary>
public class AllocationTests
{
    private static readonly ConvProblem s_problem = new()
    {
        KernelSize = 3,
        Padding = Padding.Same,
        Groups = 2,
        Filters = 6,
        Batch = 2,
        Input = (3, 4, 5),
        InputChannels = 4,
    };

    public static TheoryData<string, Action<Conv3D, float[], float[]>> Forms() => new()
    {
        { "spans", (layer, input, output) => layer.Call(input, [2, 3, 4, 5, 4], output) },
        { "tensor spans", (layer, input, output) => layer.Call(new ReadOnlyTensorSpan<float>(input, [2, 3, 4, 5, 4]), new TensorSpan<float>(output, [2, 3, 4, 5, 6])) },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void NothingIsAllocatedOnceWarm(string form, Action<Conv3D, float[], float[]> call)
    {
        ProblemData data = ProblemData.Create(s_problem, seed: 1);
        Conv3D layer = LayerFactory.Create(s_problem, data.Kernel, data.Bias);
        var output = new float[s_problem.OutputCount];
        long allocated = AllocatedBytes.Of(() => call(layer, data.Input, output));
        Assert.True(allocated == 0, $"a call on {form} allocated {allocated} bytes");
    }
}
