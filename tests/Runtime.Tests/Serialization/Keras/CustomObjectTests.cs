using System.Numerics.Tensors;

namespace Conv3DGen.Runtime.Tests.Serialization;

/// <summary>Objects of a user's own in configs: Keras's custom_objects.</summary>
public class CustomObjectTests
{
    private static readonly Activation s_square = Activation.Custom("square", (values, _) => TensorPrimitives.Multiply(values, values, values));

    private static readonly Conv3DConfig s_config = new()
    {
        Filters = 1,
        KernelSize = 1,
        Activation = s_square,
        KernelInitializer = new Sevens(3),
        KernelRegularizer = new Count(),
        BiasConstraint = new Nothing(),
    };

    [Fact]
    public void AreWrittenByName()
    {
        string json = s_config.ToJson();
        Assert.Contains("""
            "activation":{"module":"builtins","class_name":"function","config":"square","registered_name":"square"}
            """, json, StringComparison.Ordinal);
        Assert.Contains("""
            "kernel_initializer":{"module":"Conv3DGen.Runtime.Tests.Serialization","class_name":"Sevens","config":{},"registered_name":"Sevens"}
            """, json, StringComparison.Ordinal);
    }

    [Fact]
    public void AreReadFromTheCallersNames()
    {
        Dictionary<string, object> custom = new()
        {
            ["square"] = s_square,
            ["Sevens"] = new Sevens(3),
            ["Count"] = new Count(),
            ["Nothing"] = new Nothing(),
        };
        Assert.Equal(s_config, Conv3DConfig.FromJson(s_config.ToJson(), custom));
        Assert.Equal(s_config.Activation, Conv3D.FromJson(s_config.ToJson(), custom).Activation);
    }

    [Fact]
    public void GoBeforeKerassOwnAndMayBeNamedByAString()
    {
        Dictionary<string, object> custom = new() { ["relu"] = s_square, ["HeNormal"] = new Sevens(7), ["zeros"] = new Sevens(8) };
        Conv3DConfig config = Conv3DConfig.FromJson("""{"class_name":"Conv3D","config":{"filters":1,"kernel_size":1,"activation":"relu","kernel_initializer":{"class_name":"HeNormal","config":{"gain":3}},"bias_initializer":"zeros"}}""", custom);
        Assert.Equal(s_square, config.Activation);
        Assert.Equal(new Sevens(7), config.KernelInitializer);
        Assert.Equal(new Sevens(8), config.BiasInitializer);
    }

    [Fact]
    public void AreNeededWhereTheyAreNamed()
        => Assert.Contains("config: activation: activation \"square\" is not known", Assert.Throws<FormatException>(() => Conv3DConfig.FromJson(s_config.ToJson())).Message, StringComparison.Ordinal);

    [Fact]
    public void OfTheWrongKindAreRefused()
    {
        Dictionary<string, object> wrong = new() { ["square"] = new Count() };
        Assert.Contains("activation: 'square' is a Count in customObjects; it must be of the kind Activation", Assert.Throws<FormatException>(() => Conv3DConfig.FromJson(s_config.ToJson(), wrong)).Message, StringComparison.Ordinal);
        ArgumentException error = Assert.Throws<ArgumentException>(() => Conv3DConfig.FromJson("{}", new Dictionary<string, object> { ["x"] = 3 }));
        Assert.Contains("customObjects has 'x', which is Int32; it must be an Activation, Initializer, Regularizer or Constraint", error.Message, StringComparison.Ordinal);
        Assert.Equal("customObjects", error.ParamName);
    }

    private sealed record Sevens(int Digits) : Initializer
    {
        protected override void Fill(Span<float> values, ReadOnlySpan<nint> shape) => values.Fill(7);
    }

    private sealed record Count : Regularizer
    {
        protected override double Compute(ReadOnlySpan<float> values, ReadOnlySpan<nint> shape) => values.Length;
    }

    private sealed record Nothing : Constraint
    {
        protected override void Apply(Span<float> values, ReadOnlySpan<nint> shape)
        {
        }
    }
}
