using Conv3DGen.Kernels;

namespace Conv3DGen.Runtime.Tests.Kernels;

/// <summary>
/// The registry is one for the process and forgets nothing, so each test here has a kernel size of its own that no other layer of
/// these tests has. A test about a miss has strides of its own too: the other tests' specs then differ in two options.
/// </summary>
public class KernelRegistryTests
{
    [Fact]
    public void ALayerRunsOnTheMatchingKernel()
    {
        Register(new((11, 1, 1), 1, 1, Padding.Same), "Eleven");
        Conv3D layer = Built(11);
        Assert.Equal("Eleven (scalar, test)", layer.KernelName);
    }

    [Fact]
    public void TheKernelThatFixesMostOptionsIsTaken()
    {
        var open = new ConvSpec((12, 1, 1), 1, 1, Padding.Same);
        Register(open, "Open");
        Register(open with { InputChannels = 2, Filters = 4 }, "Special");
        Register(open with { InputChannels = 2 }, "Between");
        Register(open with { InputChannels = 3, Filters = 4, Groups = 1 }, "Other");
        Assert.Equal("Special (scalar, test)", Built(12).KernelName);
    }

    [Fact]
    public void TheFirstOfTwoEqualSpecsIsTaken()
    {
        Register(new((13, 1, 1), 1, 1, Padding.Same), "First");
        Register(new((13, 1, 1), 1, 1, Padding.Same), "Second");
        Assert.Equal("First (scalar, test)", Built(13).KernelName);
        Assert.Single(KernelRegistry.Specs, spec => spec.KernelSize.Depth == 13);
    }

    [Fact]
    public void AMissNamesTheNearestSpec()
    {
        Register(new((14, 1, 1), 2, 1, Padding.Same), "Strided");
        var layer = new Conv3D(4, (14, 1, 1), strides: (1, 2, 2), padding: Padding.Same);
        layer.Build(null, null, null, null, 2);
        Assert.Equal("fallback: no spec has strides 1,2,2 (nearest: 2,2,2)", layer.KernelName);
    }

    [Fact]
    public void ALayerThatRequiresASpecialisedKernelRefusesTheFallback()
    {
        Register(new((15, 1, 1), 3, 1, Padding.Same) { Filters = 8 }, "Eight");
        var layer = new Conv3D(4, (15, 1, 1), strides: 3, padding: Padding.Same, name: "stem") { RequireSpecialized = true };
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => layer.Build(null, null, null, null, 2));
        Assert.Equal("Layer \"stem\" requires a specialised kernel: no spec has filters 4 (nearest: 8).", error.Message);
        Assert.False(layer.Built);
        Assert.Throws<InvalidOperationException>(() => layer.Call(new float[2], [1, 1, 1, 1, 2], new float[4]));
    }

    [Fact]
    public void ALayerThatRequiresASpecialisedKernelTakesOne()
    {
        Register(new((16, 1, 1), 1, 1, Padding.Same), "Sixteen");
        var layer = new Conv3D(4, (16, 1, 1), padding: Padding.Same) { RequireSpecialized = true };
        layer.Build(null, null, null, null, 2);
        Assert.Equal("Sixteen (scalar, test)", layer.KernelName);
    }

    [Fact]
    public void AKernelIsMadeOnceAndOnlyWhenNeeded()
    {
        int made = 0;
        var spec = new ConvSpec((17, 1, 1), 1, 1, Padding.Same);
        KernelRegistry.Register(spec, () =>
        {
            made++;
            return ScalarKernel.Create("Counted", spec);
        });
        Assert.Equal(0, made);
        Built(17);
        Built(17);
        Assert.Equal(1, made);
    }

    [Fact]
    public void NullsAreRefused()
    {
        Assert.Throws<ArgumentNullException>(() => KernelRegistry.Register(null!, () => Conv3DKernel.Fallback));
        Assert.Throws<ArgumentNullException>(() => KernelRegistry.Register(new(1, 1, 1, Padding.Same), null!));
    }

    private static void Register(ConvSpec spec, string name) => KernelRegistry.Register(spec, () => ScalarKernel.Create(name, spec));

    private static Conv3D Built(int depth)
    {
        var layer = new Conv3D(4, (depth, 1, 1), padding: Padding.Same);
        layer.Build(null, null, null, null, 2);
        return layer;
    }
}
