using Conv3DGen.Generator.Model;
using Conv3DGen.Generator.Tests.Helpers;

namespace Conv3DGen.Generator.Tests.Parsing;

/// <summary>Attribute text -> spec, in both forms. The expected text is <see cref="ConvSpec.ToString"/>, which names every option that is set.</summary>
public class SpecFormTests
{
    private const string Constants = """
        static class Sizes
        {
            public const int Taps = 3;
            public const int Channels = 4 * Taps;
        }
        """;

    [Theory]
    [InlineData("3", "3x3x3 valid")]
    [InlineData("kernelSize: 3", "3x3x3 valid")]
    [InlineData("1, 3, 5", "1x3x5 valid")]
    [InlineData("width: 5, depth: 1, height: 3", "1x3x5 valid")]
    [InlineData("Sizes.Taps", "3x3x3 valid")]
    [InlineData("1 + 2", "3x3x3 valid")]
    [InlineData("'\\u0003'", "3x3x3 valid")]
    [InlineData("3, Padding = Padding.Valid", "3x3x3 valid")]
    [InlineData("3, Padding = Padding.Same", "3x3x3 same")]
    [InlineData("3, Padding = (Padding)1", "3x3x3 same")]
    [InlineData("3, Padding = default", "3x3x3 valid")]
    [InlineData("3, Strides = [2]", "3x3x3 valid, strides 2")]
    [InlineData("3, Strides = [1, 2, 3]", "3x3x3 valid, strides 1,2,3")]
    [InlineData("3, Strides = new[] { 1, 2, 3 }", "3x3x3 valid, strides 1,2,3")]
    [InlineData("3, Strides = new int[] { 2 }", "3x3x3 valid, strides 2")]
    [InlineData("3, Strides = new int[1] { Sizes.Taps - 1 }", "3x3x3 valid, strides 2")]
    [InlineData("3, Strides = [1]", "3x3x3 valid")]
    [InlineData("3, DilationRate = [2]", "3x3x3 valid, dilation 2")]
    [InlineData("3, DilationRate = [1, 1, 4]", "3x3x3 valid, dilation 1,1,4")]
    [InlineData("3, InputChannels = Sizes.Channels", "3x3x3 valid, 12->any")]
    [InlineData("3, Filters = 16", "3x3x3 valid, any->16")]
    [InlineData("3, InputChannels = 8, Filters = 16, Groups = 4", "3x3x3 valid, 8->16, groups 4")]
    [InlineData("3, Groups = 1", "3x3x3 valid, groups 1")]
    [InlineData("3, DataFormat = DataFormat.ChannelsLast", "3x3x3 valid, channels_last")]
    [InlineData("3, DataFormat = DataFormat.ChannelsFirst", "3x3x3 valid, channels_first")]
    [InlineData(
        "1, 3, 3, DataFormat = DataFormat.ChannelsFirst, Groups = 2, Filters = 4, InputChannels = 2, Padding = Padding.Same, Strides = [1, 2, 2]",
        "1x3x3 same, strides 1,2,2, 2->4, groups 2, channels_first")]
    public void Both_forms_give_the_spec(string arguments, string expected)
    {
        GeneratorRun run = GeneratorRun.Of(
            $"[assembly: Conv3DSpec({arguments})]",
            $"static partial class Kernels {{ [Conv3DSpec({arguments})] public static partial Conv3DKernel Stem {{ get; }} }}",
            Constants);

        Assert.Empty(run.Diagnostics);
        Assert.Equal([expected, expected], run.Requests.Select(r => r.Spec.ToString()));
    }

    [Theory]
    [InlineData("[assembly: Conv3DSpecAttribute(3)]")]
    [InlineData("[assembly: global::Conv3DGen.Conv3DSpec(3)]")]
    [InlineData("using Spec = Conv3DGen.Conv3DSpecAttribute;\n[assembly: Spec(3)]")]
    [InlineData("[assembly: CLSCompliant(false), Conv3DSpec(3)]")]
    public void The_attribute_is_known_by_its_type(string source)
    {
        KernelRequest request = Assert.Single(GeneratorRun.Of(source).Requests);

        Assert.Equal("3x3x3 valid", request.Spec.ToString());
    }

    [Fact]
    public void An_attribute_of_the_same_name_is_not_ours()
    {
        GeneratorRun run = GeneratorRun.Of("[assembly: Mine.Conv3DSpec(3)] namespace Mine { class Conv3DSpec(int size) : Attribute; }");

        Assert.Empty(run.Requests);
        Assert.Empty(run.Files);
    }

    [Fact]
    public void Specs_come_in_the_order_of_the_source()
    {
        GeneratorRun run = GeneratorRun.Of(
            "[assembly: Conv3DSpec(3)]\n[assembly: Conv3DSpec(1), Conv3DSpec(2)]",
            "[assembly: Conv3DSpec(4)]");

        Assert.Equal([3, 1, 2, 4], run.Requests.Select(r => r.Spec.KernelSize.Depth));
    }

    [Fact]
    public void An_assembly_spec_is_registered_and_a_property_is_not()
    {
        GeneratorRun run = GeneratorRun.Of(
            "[assembly: Conv3DSpec(3)]",
            "static partial class Kernels { [Conv3DSpec(1)] public static partial Conv3DKernel Stem { get; } }");

        string registrations = run.Files["Conv3DSpecs.g.cs"];
        Assert.Contains("KernelRegistry.Register(Conv3x3x3Valid.Spec", registrations, StringComparison.Ordinal);
        Assert.DoesNotContain("Stem", registrations, StringComparison.Ordinal);
        Assert.Equal([null, "Stem"], run.Requests.Select(r => r.Property?.Name));
    }
}
