namespace Conv3DGen.Runtime.Tests.Layers;

public class ConstructorTests
{
    /// <summary>Options that Keras refuses: the layer, the argument at fault, and what the message says of value and expectation.</summary>
    public static TheoryData<string, Func<Conv3D>, string, string> Impossible() => new()
    {
        { "filters 0", () => new(0, 3), "filters is 0; it must be at least 1", "filters" },
        { "filters -1", () => new(-1, 3), "filters is -1; it must be at least 1", "filters" },
        { "kernel 0", () => new(1, 0), "kernelSize is 0; it must be at least 1 on every axis", "kernelSize" },
        { "kernel 3,-3,3", () => new(1, (3, -3, 3)), "kernelSize is 3,-3,3; it must be at least 1 on every axis", "kernelSize" },
        { "strides 0", () => new(1, 3, strides: 0), "strides is 0; it must be at least 1 on every axis", "strides" },
        { "strides 1,1,0", () => new(1, 3, strides: (1, 1, 0)), "strides is 1,1,0; it must be at least 1 on every axis", "strides" },
        { "dilation 0", () => new(1, 3, dilationRate: 0), "dilationRate is 0; it must be at least 1 on every axis", "dilationRate" },
        { "stride and dilation", () => new(1, 3, strides: 2, dilationRate: 2), "dilationRate is 2; it must be 1 where strides is 2", "dilationRate" },
        { "stride and dilation on different axes", () => new(1, 3, strides: (2, 1, 1), dilationRate: (1, 2, 1)), "dilationRate is 1,2,1; it must be 1 where strides is 2,1,1", "dilationRate" },
        { "groups 0", () => new(4, 3, groups: 0), "groups is 0; it must be at least 1", "groups" },
        { "groups -2", () => new(4, 3, groups: -2), "groups is -2; it must be at least 1", "groups" },
        { "filters 5, groups 2", () => new(5, 3, groups: 2), "filters is 5; it must be a multiple of groups = 2", "filters" },
        { "padding 7", () => new(1, 3, padding: (Padding)7), "padding is 7; it must be one of the enum's named values", "padding" },
        { "data format 5", () => new(1, 3, dataFormat: (DataFormat)5), "dataFormat is 5; it must be one of the enum's named values", "dataFormat" },
        { "padding causal", () => new(1, 3, padding: "causal"), "padding is \"causal\"; it must be one of \"valid\", \"same\".", "padding" },
        { "padding empty", () => new(1, 3, padding: ""), "padding is \"\"; it must be one of \"valid\", \"same\".", "padding" },
        { "data format NDHWC", () => new(1, 3, dataFormat: "NDHWC"), "dataFormat is \"NDHWC\"; it must be one of \"channels_last\", \"channels_first\".", "dataFormat" },
        { "dtype float16", () => new(1, 3, dtype: "float16"), "dtype is \"float16\"; it must be one of \"float32\".", "dtype" },
        { "dtype 3", () => new(1, 3, dtype: (DType)3), "dtype is 3; it must be Float32.", "dtype" },
        { "activation nope", () => new(1, 3, activation: "nope"), "activation \"nope\" is not known; expected one of: linear, ", "activation" },
        { "initializer nope", () => new(1, 3, kernelInitializer: "nope"), "initializer \"nope\" is not known; expected one of: zeros, ", "initializer" },
        { "regularizer nope", () => new(1, 3, biasRegularizer: "nope"), "regularizer \"nope\" is not known; expected one of: ", "regularizer" },
        { "constraint nope", () => new(1, 3, kernelConstraint: "nope"), "constraint \"nope\" is not known; expected one of: ", "constraint" },
        { "padding null", () => new(1, 3, padding: (string)null!), "The string is null.", "Padding" },
        { "threads 0", () => new(1, 3) { MaxDegreeOfParallelism = 0 }, "('0') must be greater than or equal to '1'", "MaxDegreeOfParallelism" },
        { "bytes -1", () => new(1, 3) { MaxTransformedWeightBytes = -1 }, "('-1') must be a non-negative value", "MaxTransformedWeightBytes" },
        { "empty name", () => new(1, 3, name: " "), "name is \" \"; it must have a character and no \"/\"", "name" },
        { "name with /", () => new(1, 3, name: "a/b"), "name is \"a/b\"; it must have a character and no \"/\"", "name" },
        { "input shape of 5 sizes", () => new(1, 3, inputShape: [1, 5, 5, 5, 1]), "inputShape has 6 sizes, [null, 1, 5, 5, 5, 1]; expected 5", "inputShape" },
        { "batch input shape with a negative size", () => new(1, 3) { BatchInputShape = [-1, 5, 5, 5, 1] }, "inputShape is [-1, 5, 5, 5, 1]; size 0", "inputShape" },
        { "extent 2^31", () => new(1, 3, dilationRate: 1_073_741_824), "kernelSize is 3; it must be small enough", "kernelSize" },
        { "taps 2^31", () => new(1, (2048, 1024, 1024)), "kernelSize is 2048,1024,1024; it must be small enough", "kernelSize" },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void RefusesWhatKerasRefuses(string what, Func<Conv3D> create, string message, string argument)
    {
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(create);
        Assert.True(error.Message.Contains(message, StringComparison.Ordinal), $"{what}: \"{error.Message}\" lacks \"{message}\"");
        Assert.Equal(argument, error.ParamName);
    }

    [Fact]
    public void DefaultsAreThoseOfKeras()
    {
        var layer = new Conv3D(8, 3);
        Assert.Equal(8, layer.Filters);
        Assert.Equal((3, 3, 3), layer.KernelSize);
        Assert.Equal(1, layer.Strides);
        Assert.Equal(1, layer.DilationRate);
        Assert.Equal(1, layer.Groups);
        Assert.Equal(Padding.Valid, layer.Padding);
        Assert.Equal(DataFormat.ChannelsLast, layer.DataFormat);
        Assert.Same(Activation.Linear, layer.Activation);
        Assert.True(layer.UseBias);
        Assert.False(layer.RequireSpecialized);
        Assert.False(layer.Built);
        Assert.Matches("^conv3d(_[0-9]+)?$", layer.Name);
        Assert.Equal(new GlorotUniform(), layer.KernelInitializer);
        Assert.Equal(new Zeros(), layer.BiasInitializer);
        Assert.Null(layer.KernelRegularizer);
        Assert.Null(layer.BiasRegularizer);
        Assert.Null(layer.ActivityRegularizer);
        Assert.Null(layer.KernelConstraint);
        Assert.Null(layer.BiasConstraint);
        Assert.Null(layer.BatchInputShape);
        Assert.Equal(DType.Float32, layer.Dtype);
        Assert.True(layer.Trainable);
        Assert.False(layer.SupportsMasking);
    }

    [Fact]
    public void KeepsEveryOption()
    {
        var layer = new Conv3D(6, (1, 2, 3), (3, 2, 1), Padding.Same, DataFormat.ChannelsFirst, 1, 2, Activation.Relu6, useBias: false, name: "stem");
        Assert.Equal((1, 2, 3), layer.KernelSize);
        Assert.Equal((3, 2, 1), layer.Strides);
        Assert.Equal(Padding.Same, layer.Padding);
        Assert.Equal(DataFormat.ChannelsFirst, layer.DataFormat);
        Assert.Equal(2, layer.Groups);
        Assert.Same(Activation.Relu6, layer.Activation);
        Assert.False(layer.UseBias);
        Assert.Equal("stem", layer.Name);
        Assert.Equal((1, 2, 3), new Conv3D(1, 3, dilationRate: (1, 2, 3)).DilationRate);
    }

    [Fact]
    public void KeepsEveryOptionThatTrainingUses()
    {
        var layer = new Conv3D(
            2,
            3,
            kernelInitializer: new HeNormal(1),
            biasInitializer: new Constant(2),
            kernelRegularizer: new L1(3),
            biasRegularizer: new L2(4),
            activityRegularizer: new L1L2(5, 6),
            kernelConstraint: new MaxNorm(7),
            biasConstraint: new NonNeg(),
            dtype: DType.Float32,
            trainable: false,
            inputShape: [5, null, 7, 8]);
        Assert.Equal(new HeNormal(1), layer.KernelInitializer);
        Assert.Equal(new Constant(2), layer.BiasInitializer);
        Assert.Equal(new L1(3), layer.KernelRegularizer);
        Assert.Equal(new L2(4), layer.BiasRegularizer);
        Assert.Equal(new L1L2(5, 6), layer.ActivityRegularizer);
        Assert.Equal(new MaxNorm(7), layer.KernelConstraint);
        Assert.Equal(new NonNeg(), layer.BiasConstraint);
        Assert.False(layer.Trainable);
        Assert.Equal([null, 5, null, 7, 8], layer.BatchInputShape);
        Assert.False(layer.Built);
    }

    [Theory]
    [InlineData("valid", Padding.Valid)]
    [InlineData("SAME", Padding.Same)]
    [InlineData("Same", Padding.Same)]
    public void PaddingIsTakenAsAStringInAnyCase(string name, Padding expected) => Assert.Equal(expected, new Conv3D(1, 3, padding: name).Padding);

    [Theory]
    [InlineData("channels_last", DataFormat.ChannelsLast)]
    [InlineData("Channels_First", DataFormat.ChannelsFirst)]
    public void DataFormatIsTakenAsAStringInAnyCase(string name, DataFormat expected) => Assert.Equal(expected, new Conv3D(1, 3, dataFormat: name).DataFormat);

    [Fact]
    public void StringsAndNullsAreTakenWhereKerasTakesThem()
    {
        var layer = new Conv3D(1, 3, dataFormat: null, activation: "leaky_relu", dtype: "float32", kernelRegularizer: null, kernelConstraint: (string?)null);
        Assert.Equal(Activation.LeakyRelu(), layer.Activation);
        Assert.Equal(DType.Float32, layer.Dtype);
        Assert.Null(layer.KernelRegularizer);
        Assert.Null(layer.KernelConstraint);
        Assert.Same(Activation.Linear, new Conv3D(1, 3, activation: (string?)null).Activation);
        DataFormat? unset = null;
        Assert.Equal(Keras.ImageDataFormat, new Conv3D(1, 3, dataFormat: unset).DataFormat);
        unset = DataFormat.ChannelsFirst;
        Assert.Equal(DataFormat.ChannelsFirst, new Conv3D(1, 3, dataFormat: unset).DataFormat);
        Assert.Throws<ArgumentNullException>(() => new Conv3D(1, 3, padding: (string)null!));
    }

    [Fact]
    public void TheDeclaredShapeIsCopied()
    {
        int?[] shape = [5, 6, 7, 8];
        var layer = new Conv3D(2, 3, inputShape: shape);
        shape[0] = 99;
        Assert.Equal([null, 5, 6, 7, 8], layer.BatchInputShape);
        Assert.Equal([4, 5, 6, 7, 8], new Conv3D(2, 3) { BatchInputShape = [4, 5, 6, 7, 8] }.BatchInputShape);
    }

    [Fact]
    public void BuildWithoutSizesTakesTheDeclaredShape()
    {
        var layer = new Conv3D(2, 3, inputShape: [5, 6, 7, 8]);
        layer.Build();
        Assert.Equal([3, 3, 3, 8, 2], layer.Kernel.Lengths.ToArray());
        Assert.Contains("inputShape has 0 sizes", Assert.Throws<ArgumentException>(() => new Conv3D(2, 3).Build()).Message);
    }

    [Fact]
    public void TheAliasTakesTheSameArguments()
    {
        var expected = typeof(Conv3D).GetConstructors().MaxBy(c => c.GetParameters().Length)!.GetParameters();
        var actual = typeof(Convolution3D).GetConstructors().Single().GetParameters();
        Assert.Equal(expected.Select(p => (p.Name, p.ParameterType, p.HasDefaultValue, p.RawDefaultValue)), actual.Select(p => (p.Name, p.ParameterType, p.HasDefaultValue, p.RawDefaultValue)));
    }

    [Fact]
    public void TheAliasPassesEveryArgumentOn()
    {
        Conv3D alias = new Convolution3D(
            6, (1, 2, 3), (3, 2, 1), "same", "channels_first", 1, 2, "relu6", false, "ones", "ones", "l1", "l2", "l1l2", "non_neg", "unit_norm", "stem", "float32", false, [4, 5, 6, 7], Conv3DKernel.Fallback, Algorithm.Direct);
        Conv3D layer = new(
            6, (1, 2, 3), (3, 2, 1), "same", "channels_first", 1, 2, "relu6", false, "ones", "ones", "l1", "l2", "l1l2", "non_neg", "unit_norm", "stem", "float32", false, [4, 5, 6, 7], Conv3DKernel.Fallback, Algorithm.Direct);
        alias.Build();
        layer.Build();
        foreach (System.Reflection.PropertyInfo property in typeof(Conv3D).GetProperties())
        {
            if (property.DeclaringType == typeof(Conv3D) && property.GetMethod is { } && IsSimple(property.PropertyType))
            {
                Assert.Equal(property.GetValue(layer), property.GetValue(alias));
            }
        }

        Assert.Equal(layer.BatchInputShape, alias.BatchInputShape);

        static bool IsSimple(Type type) => type.IsValueType || type == typeof(string) || typeof(Initializer).IsAssignableFrom(type)
            || typeof(Regularizer).IsAssignableFrom(type) || typeof(Constraint).IsAssignableFrom(type) || type == typeof(Activation);
    }

    [Fact]
    public void StrideAndDilationMayMeetAtOne() => Assert.Equal(2, new Conv3D(1, 3, strides: (1, 2, 1), dilationRate: 1).Strides.Height);
}
