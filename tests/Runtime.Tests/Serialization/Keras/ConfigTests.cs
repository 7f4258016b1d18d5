using System.Reflection;

namespace Conv3DGen.Runtime.Tests.Serialization;

/// <summary>The options as a value.</summary>
public class ConfigTests
{
    [Fact]
    public void TheConfigHasTheLayersOptions()
    {
        Conv3D layer = Layers.WithEveryOption();
        Conv3DConfig config = layer.GetConfig();
        Assert.All(Options(), option => Assert.Equal(typeof(Conv3D).GetProperty(option.Name)!.GetValue(layer), option.GetValue(config)));

        // The layer's options differ from the defaults, or the comparison would prove nothing.
        var defaults = new Conv3DConfig { Filters = 1, KernelSize = 1 };
        string[] alike = [nameof(Conv3DConfig.Dtype), nameof(Conv3DConfig.DilationRate)]; // dilation excludes strides
        Assert.All(Options().Where(option => !alike.Contains(option.Name)), option => Assert.NotEqual(option.GetValue(defaults), option.GetValue(config)));
    }

    [Fact]
    public void FromConfigReproducesTheLayer()
    {
        Conv3DConfig config = Layers.WithEveryOption().GetConfig();
        Conv3D layer = Conv3D.FromConfig(config);
        Assert.Equal(config, layer.GetConfig());
        Assert.False(layer.Built);
        Assert.Equal(config, new Conv3D(config) { RequireSpecialized = true }.GetConfig());
    }

    [Fact]
    public void DefaultsAreThoseOfTheConstructor()
    {
        Conv3DConfig config = new() { Filters = 8, KernelSize = 3 };
        Assert.Equal(new Conv3D(8, 3, name: "x").GetConfig(), new Conv3D(config with { Name = "x" }).GetConfig());
    }

    [Fact]
    public void ConfigsAreEqualIfEveryOptionIs()
    {
        Conv3DConfig config = Layers.WithEveryOption().GetConfig();
        Conv3DConfig same = Layers.WithEveryOption().GetConfig();
        Assert.Equal(config, same);
        Assert.Equal(config.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(config, config with { Filters = 12 });
        Assert.NotEqual(config, config with { BatchInputShape = [2, null, 5, 6, 8] });
        Assert.NotEqual(config, config with { BatchInputShape = null });
        Assert.NotEqual(config with { BatchInputShape = null }, config);
    }

    [Fact]
    public void AShapeIsCopied()
    {
        int?[] shape = [null, 4, 5, 6, 7];
        Conv3DConfig config = new() { Filters = 1, KernelSize = 1, BatchInputShape = shape };
        shape[1] = 9;
        Assert.Equal([null, 4, 5, 6, 7], config.BatchInputShape);
    }

    [Fact]
    public void ImpossibleOptionsAreRefusedByTheLayer()
    {
        Conv3DConfig config = new() { Filters = 5, KernelSize = 3, Groups = 2 };
        Assert.Equal("filters", Assert.Throws<ArgumentException>(() => Conv3D.FromConfig(config)).ParamName);
        Assert.Equal("config", Assert.Throws<ArgumentNullException>(() => Conv3D.FromConfig(null!)).ParamName);
    }

    [Fact]
    public void AnExplicitKernelGoesWithAConfig()
    {
        var layer = new Conv3D(new Conv3DConfig { Filters = 2, KernelSize = 3 }, Conv3DKernel.Fallback);
        layer.Build(null, 3, 3, 3, 1);
        Assert.StartsWith("fallback: ", layer.KernelName, StringComparison.Ordinal);
        Assert.DoesNotContain("no spec", layer.KernelName, StringComparison.Ordinal);
    }

    private static IEnumerable<PropertyInfo> Options() => typeof(Conv3DConfig).GetProperties(BindingFlags.Public | BindingFlags.Instance);
}
