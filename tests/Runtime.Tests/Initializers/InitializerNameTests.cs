namespace Conv3DGen.Runtime.Tests.Initializers;

public class InitializerNameTests
{
    /// <summary>Every string that Keras 3 takes, with what it stands for; the parameters are Keras's defaults.</summary>
    public static TheoryData<string, Initializer> Names() => new()
    {
        { "zeros", new Zeros() },
        { "Zeros", new Zeros() },
        { "zero", new Zeros() },
        { "ones", new Ones() },
        { "Ones", new Ones() },
        { "one", new Ones() },
        { "constant", new Constant(0) },
        { "Constant", new Constant(0) },
        { "random_normal", new RandomNormal(0, 0.05) },
        { "RandomNormal", new RandomNormal(0, 0.05) },
        { "normal", new RandomNormal(0, 0.05) },
        { "random_uniform", new RandomUniform(-0.05, 0.05) },
        { "RandomUniform", new RandomUniform(-0.05, 0.05) },
        { "uniform", new RandomUniform(-0.05, 0.05) },
        { "truncated_normal", new TruncatedNormal(0, 0.05) },
        { "TruncatedNormal", new TruncatedNormal(0, 0.05) },
        { "variance_scaling", new VarianceScaling(1, FanMode.FanIn, ScalingDistribution.TruncatedNormal) },
        { "VarianceScaling", new VarianceScaling(1, FanMode.FanIn, ScalingDistribution.TruncatedNormal) },
        { "glorot_uniform", new GlorotUniform() },
        { "GlorotUniform", new GlorotUniform() },
        { "glorot_normal", new GlorotNormal() },
        { "GlorotNormal", new GlorotNormal() },
        { "lecun_uniform", new LecunUniform() },
        { "LecunUniform", new LecunUniform() },
        { "lecun_normal", new LecunNormal() },
        { "LecunNormal", new LecunNormal() },
        { "he_uniform", new HeUniform() },
        { "HeUniform", new HeUniform() },
        { "he_normal", new HeNormal() },
        { "HeNormal", new HeNormal() },
        { "identity", new Identity(1) },
        { "Identity", new Identity(1) },
        { "IdentityInitializer", new Identity(1) },
        { "orthogonal", new Orthogonal(1) },
        { "Orthogonal", new Orthogonal(1) },
        { "OrthogonalInitializer", new Orthogonal(1) },
        { "orthogonal_initializer", new Orthogonal(1) },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void ANameFindsItsInitializer(string name, Initializer expected)
    {
        Assert.Equal(expected, Initializer.FromName(name));
        Assert.Equal(expected, new Conv3D(1, 1, kernelInitializer: name).KernelInitializer);
        Assert.Equal(expected, new Conv3D(1, 1, biasInitializer: name).BiasInitializer);
    }

    [Fact]
    public void TheTestKnowsEveryName()
        => Assert.Equal(Names().Select(row => row[0]).Cast<string>().Order(), Conv3DGen.Initializers.InitializerTable.Table.Names.Order());

    [Theory]
    [InlineData("nope")]
    [InlineData("")]
    [InlineData("GLOROT_UNIFORM")]
    [InlineData("glorotUniform")]
    public void UnknownNamesAreRefused(string name)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Initializer.FromName(name));
        Assert.StartsWith($"initializer \"{name}\" is not known; expected one of: zeros, ones, constant, ", error.Message);
        Assert.Equal("name", error.ParamName);
    }

    [Fact]
    public void NullIsRefusedByTheLookUpAndStaysNullAsAnArgument()
    {
        Assert.Throws<ArgumentNullException>(() => Initializer.FromName(null!));
        Assert.Null((Initializer?)(string?)null);
    }

    [Fact]
    public void EqualityIsOfClassAndParameters()
    {
        Assert.Equal(new RandomNormal(1, 2, 3), new RandomNormal(1, 2, 3));
        Assert.Equal(new RandomNormal(1, 2, 3).GetHashCode(), new RandomNormal(1, 2, 3).GetHashCode());
        Assert.Equal(new GlorotUniform(), new GlorotUniform());
        Assert.Equal(new GlorotUniform().GetHashCode(), new GlorotUniform().GetHashCode());
        Initializer[] different =
        [
            new RandomNormal(1, 2, 3), new RandomNormal(0, 2, 3), new RandomNormal(1, 1, 3), new RandomNormal(1, 2, 4), new RandomNormal(1, 2),
            new TruncatedNormal(1, 2, 3), new RandomUniform(1, 2, 3), new RandomUniform(0, 2, 3), new RandomUniform(1, 3, 3),
            new VarianceScaling(1, FanMode.FanAvg, ScalingDistribution.Uniform), new GlorotUniform(), new GlorotUniform(1),
            new VarianceScaling(2, FanMode.FanAvg, ScalingDistribution.Uniform), new VarianceScaling(1, FanMode.FanIn, ScalingDistribution.Uniform),
            new VarianceScaling(1, FanMode.FanAvg, ScalingDistribution.UntruncatedNormal),
            new Constant(1), new Constant(2), new Identity(1), new Identity(2), new Orthogonal(1), new Orthogonal(2), new Zeros(), new Ones(),
        ];
        for (int i = 0; i < different.Length; i++)
        {
            Assert.All(different[..i], other => Assert.NotEqual(different[i], other));
        }
    }
}
