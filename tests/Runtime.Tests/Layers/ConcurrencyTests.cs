using Conv3DGen.Kernels;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;

namespace Conv3DGen.Runtime.Tests.Layers;

public class ConcurrencyTests
{
    private static readonly ConvProblem s_problem = new() { KernelSize = 3, Padding = Padding.Same, Filters = 5, Input = (4, 5, 6), InputChannels = 3 };

    [Fact]
    public async Task CallsOfOneLayerFromSeveralThreadsGiveTheSameBits()
    {
        // Two shapes, so that the threads keep replacing each other's cached geometry.
        ProblemData small = ProblemData.Create(s_problem, seed: 1);
        ProblemData large = ProblemData.Create(s_problem with { Batch = 2, Input = (3, 7, 8) }, seed: 2) with { Kernel = small.Kernel, Bias = small.Bias };
        (ProblemData Data, float[] Expected)[] work = [(small, small.FmaOrderSums()), (large, large.FmaOrderSums())];
        Conv3D layer = LayerFactory.Create(s_problem, small.Kernel, small.Bias);
        using var start = new Barrier(4);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                for (int i = 0; i < 100; i++)
                {
                    (ProblemData data, float[] expected) = work[(i + thread) % 2];
                    TensorAssert.Same(expected, layer.Run(data.Problem, data.Input), data.Problem);
                }
            },
            TaskCreationOptions.LongRunning)));
    }

    public static TheoryData<string> ActivationNames() => [.. Conv3DGen.Activations.ActivationTable.Names];

    /// <summary>Eight threads, each with an input of its own, against the same calls one after another; helpers of the calls mix in.</summary>
    [Theory]
    [MemberData(nameof(ActivationNames))]
    public async Task EightThreadsGiveTheBitsOfOneByOne(string activation)
    {
        ConvProblem problem = s_problem with { Groups = 2, Filters = 6, InputChannels = 4, Input = (5, 9, 8) };
        ProblemData data = ProblemData.Create(problem, seed: 1);
        Conv3D layer = LayerFactory.Create(problem, data.Kernel, data.Bias, activation);
        float[][] inputs = [.. Enumerable.Range(0, 8).Select(seed => ProblemData.Create(problem, seed).Input)];
        float[][] expected = [.. inputs.Select(input => layer.Run(problem, input))];
        layer.Parallelism = new Parallelism(4, 1);
        using var start = new Barrier(8);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                for (int i = 0; i < 20; i++)
                {
                    TensorAssert.Same(expected[thread], layer.Run(problem, inputs[thread]), problem);
                }
            },
            TaskCreationOptions.LongRunning)));
    }

    [Fact]
    public async Task ACallSeesOldOrNewWeightsAndNeverAMixture()
    {
        ProblemData old = ProblemData.Create(s_problem, seed: 1);
        ProblemData @new = ProblemData.Create(s_problem, seed: 2) with { Input = old.Input };
        float[][] either = [old.FmaOrderSums(), @new.FmaOrderSums()];
        Conv3D layer = LayerFactory.Create(s_problem, old.Kernel, old.Bias);
        Conv3D other = LayerFactory.Create(s_problem, @new.Kernel, @new.Bias);
        var weights = new[] { layer.GetWeights(), other.GetWeights() };
        using var done = new CancellationTokenSource();
        Task writer = Task.Factory.StartNew(
            () =>
            {
                for (int i = 0; !done.IsCancellationRequested; i++)
                {
                    layer.SetWeights(weights[i % 2]);
                }
            },
            TaskCreationOptions.LongRunning);
        for (int i = 0; i < 300; i++)
        {
            float[] output = layer.Run(s_problem, old.Input);
            Assert.Contains(either, sums => sums.AsSpan().SequenceEqual(output));
        }

        await done.CancelAsync();
        await writer;
    }

    [Fact]
    public async Task ConcurrentFirstCallsBuildOnce()
    {
        for (int round = 0; round < 20; round++)
        {
            var layer = new Conv3D(5, 3);
            using var start = new Barrier(4);
            float[][] kernels = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    layer.Call(new float[3 * 3 * 3 * 3], [1, 3, 3, 3, 3], new float[5]);
                    return layer.Kernel.ToArray();
                },
                TaskCreationOptions.LongRunning)));
            Assert.All(kernels, kernel => Assert.Equal(kernels[0], kernel));
        }
    }
}
