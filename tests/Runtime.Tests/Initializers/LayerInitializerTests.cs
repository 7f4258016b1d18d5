namespace Conv3DGen.Runtime.Tests.Initializers;

/// <summary>What a layer does with its initializers.</summary>
public class LayerInitializerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void ALayerDividesOnlyTheFanInByItsGroups(int groups)
    {
        var layer = new Conv3D(64, 3, groups: groups);
        layer.Build(null, 3, 3, 3, 64);
        double limit = Math.Sqrt(6.0 / (27 * ((64 / groups) + 64)));
        Assert.InRange(layer.Kernel.Max(), (float)(0.99 * limit), (float)limit);
        Assert.InRange(layer.Kernel.Min(), (float)-limit, (float)(-0.99 * limit));
    }

    [Fact]
    public void TwoLayersDiffer()
    {
        Conv3D[] layers = [new(4, 3), new(4, 3)];
        Assert.All(layers, layer => layer.Build(null, 3, 3, 3, 2));
        Assert.NotEqual(layers[0].Kernel.ToArray(), layers[1].Kernel.ToArray());
    }

    [Fact]
    public void KernelAndBiasComeFromTheirInitializers()
    {
        var layer = new Conv3D(4, (1, 2, 3), groups: 2, kernelInitializer: new RandomNormal(seed: 5), biasInitializer: new RandomUniform(1, 2, seed: 6));
        layer.Build(null, 3, 3, 3, 6);
        Assert.Equal(new RandomNormal(seed: 5).Call(1, 2, 3, 3, 4), layer.Kernel);
        Assert.Equal(new RandomUniform(1, 2, seed: 6).Call(4), layer.Bias!);
    }

    [Fact]
    public void AnInitializerThatCannotMakeAKernelFailsAtBuildAndLeavesTheLayerUnbuilt()
    {
        var layer = new Conv3D(4, 3, kernelInitializer: "identity");
        Assert.Contains("Identity makes matrices", Assert.Throws<ArgumentException>(() => layer.Build(null, 3, 3, 3, 4)).Message);
        Assert.False(layer.Built);
    }
}
