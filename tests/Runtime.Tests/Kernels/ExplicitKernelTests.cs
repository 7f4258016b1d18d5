namespace Conv3DGen.Runtime.Tests.Kernels;

/// <summary>A kernel that is given to the layer's constructor.</summary>
public class ExplicitKernelTests
{
    private static readonly ConvSpec s_spec = new(3, 1, 1, Padding.Same);

    [Fact]
    public void RunsWithoutBeingRegistered()
    {
        var layer = new Conv3D(4, 3, padding: Padding.Same, kernel: ScalarKernel.Create("Stem", s_spec)) { RequireSpecialized = true };
        layer.Build(null, null, null, null, 2);
        Assert.Equal("Stem (scalar, test)", layer.KernelName);
    }

    [Fact]
    public void MadeForOtherOptionsIsRefusedByTheConstructor()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => new Conv3D(4, 3, strides: 2, kernel: ScalarKernel.Create("Stem", s_spec)));
        Assert.Equal("kernel", error.ParamName);
        Assert.Contains("kernel was made for strides 1,1,1 where the layer has 2,2,2, padding same where the layer has valid.", error.Message);
    }

    [Fact]
    public void MadeForOtherChannelsIsRefusedByBuild()
    {
        var layer = new Conv3D(4, 3, padding: Padding.Same, kernel: ScalarKernel.Create("Stem", s_spec with { InputChannels = 3 }));
        ArgumentException error = Assert.Throws<ArgumentException>(() => layer.Build(null, null, null, null, 2));
        Assert.Contains("kernel was made for input channels 3 where the layer has 2.", error.Message);
        Assert.False(layer.Built);
    }

    [Fact]
    public void TheFallbackCanBeAskedFor()
    {
        var layer = new Conv3D(4, 3, kernel: Conv3DKernel.Fallback);
        layer.Build(null, null, null, null, 2);
        Assert.Equal("fallback: asked for", layer.KernelName);
        Assert.False(Conv3DKernel.Fallback.IsSpecialized);
        Assert.Null(Conv3DKernel.Fallback.Spec);
        var strict = new Conv3D(4, 3, kernel: Conv3DKernel.Fallback) { RequireSpecialized = true };
        Assert.Throws<InvalidOperationException>(() => strict.Build(null, null, null, null, 2));
    }

    [Fact]
    public void WhereTheMachineLacksItsInstructionsTheFallbackRunsAndSaysWhy()
    {
        Conv3DKernel kernel = Conv3DKernel.Unsupported("Stem", s_spec, "AVX-512, AVX2 or NEON");
        Assert.False(kernel.IsSpecialized);
        Assert.Equal(s_spec, kernel.Spec);
        var layer = new Conv3D(4, 3, padding: Padding.Same, kernel: kernel);
        layer.Build(null, null, null, null, 2);
        Assert.Equal("fallback: Stem needs AVX-512, AVX2 or NEON, which this CPU or process does not have", layer.KernelName);
        Assert.Throws<ArgumentException>(() => new Conv3D(4, 5, padding: Padding.Same, kernel: kernel));
    }
}
