namespace Conv3DGen.Runtime.Tests.Layers;

public class ThreadLimitTests
{
    private static readonly nint[] s_shape = [1, 16, 40, 40, 4];

    [Fact]
    public void TheLimitIsAtLeastOne()
    {
        var layer = new Conv3D(2, 3);
        Assert.Equal(Environment.ProcessorCount, layer.MaxDegreeOfParallelism);
        Assert.Throws<ArgumentOutOfRangeException>(() => layer.MaxDegreeOfParallelism = 0);
        layer.MaxDegreeOfParallelism = 1;
        Assert.Equal(1, layer.MaxDegreeOfParallelism);
    }

    /// <summary>The workspace is that of a call, which takes no more threads than it has work for.</summary>
    [Theory]
    [InlineData(16, 16, 8, 3, 1)]
    [InlineData(64, 64, 4, 3, 1)]
    [InlineData(2, 4, 8, 3, 1)]
    [InlineData(16, 32, 6, 3, 2)]
    public void OfASmallCallTheLimitChangesNothing(int channels, int filters, int size, int kernel, int strides)
    {
        long[] bytes = [.. new[] { 1, 64, int.MaxValue - 1, int.MaxValue }.Select(Workspace)];
        Assert.Equal(bytes[0], Assert.Single(bytes.Distinct()));

        long Workspace(int threads)
        {
            var layer = new Conv3D(filters, kernel, strides, "same") { MaxDegreeOfParallelism = threads, Parallelism = new(threads, MultiplyAddsPerHelper: 1 << 24) };
            layer.Build(1, size, size, size, channels);
            return layer.WorkspaceBytes;
        }
    }

    [Fact]
    public void AnyLimitCutsALargeCall()
    {
        var layer = new Conv3D(32, 3, padding: Padding.Same) { MaxDegreeOfParallelism = int.MaxValue };
        layer.Build(64, 64, 64, 64, 16);
        Assert.InRange(layer.WorkspaceBytes, 1, 1 << 22);
    }

    /// <summary>A user's delegate may run on any thread of the call; what it throws arrives at the caller, and the layer stays usable.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void AnExceptionOfAnActivationReachesTheCaller(int threads)
    {
        bool fail = true;
        Activation moody = Activation.Custom("moody", (values, _) =>
        {
            if (fail)
            {
                throw new InvalidOperationException("not today");
            }

            values.Fill(7);
        });
        var layer = new Conv3D(4, 3, padding: Padding.Same, activation: moody) { MaxDegreeOfParallelism = threads };
        var input = new float[16 * 40 * 40 * 4];
        var output = new float[input.Length];
        Assert.Equal("not today", Assert.Throws<InvalidOperationException>(() => layer.Call(input, s_shape, output)).Message);
        fail = false;
        layer.Call(input, s_shape, output);
        Assert.All(output, y => Assert.Equal(7, y));
    }
}
