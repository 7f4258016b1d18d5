using System.Text.Json.Nodes;
using Conv3DGen.Constraints;
using Conv3DGen.Initializers;
using Conv3DGen.Regularizers;
using Conv3DGen.Serialization;

namespace Conv3DGen.Runtime.Tests.Serialization;

/// <summary>Initializers, regularizers and constraints in configs.</summary>
public class ObjectTests
{
    public static TheoryData<Initializer> Initializers() =>
    [
        new Zeros(), new Ones(), new Constant(0.5),
        new RandomNormal(1, 2, 3), new RandomUniform(-2, 2, 3), new TruncatedNormal(1, 2, 3),
        new VarianceScaling(2, FanMode.FanOut, ScalingDistribution.UntruncatedNormal, 3), new VarianceScaling(2, FanMode.FanAvg, ScalingDistribution.Uniform),
        new GlorotUniform(long.MaxValue), new GlorotNormal(3), new LecunUniform(-3), new LecunNormal(), new HeUniform(3), new HeNormal(0),
        new Identity(2), new Orthogonal(2, 3),
    ];

    public static TheoryData<Regularizer> Regularizers() => [new L1(0.1), new L2(0.2), new L1L2(0.1, 0.2), new OrthogonalRegularizer(0.1, OrthogonalMode.Columns)];

    public static TheoryData<Constraint> Constraints() =>
        [new MaxNorm(3, [0, 1, 2, 3]), new NonNeg(), new UnitNorm(-1), new MinMaxNorm(0.1, 0.9, 0.5, [1, 2])];

    [Theory]
    [MemberData(nameof(Initializers))]
    public void InitializersGoRound(Initializer initializer)
    {
        Conv3DConfig config = RoundTrip(new() { Filters = 1, KernelSize = 1, KernelInitializer = initializer, BiasInitializer = initializer });
        Assert.Equal(initializer, config.KernelInitializer);
        Assert.Equal(initializer, config.BiasInitializer);
    }

    [Theory]
    [MemberData(nameof(Regularizers))]
    public void RegularizersGoRound(Regularizer regularizer)
    {
        Conv3DConfig config = new() { Filters = 1, KernelSize = 1 };
        Assert.Equal(regularizer, RoundTrip(config with { KernelRegularizer = regularizer }).KernelRegularizer);
        Assert.Equal(regularizer, RoundTrip(config with { BiasRegularizer = regularizer }).BiasRegularizer);
        Assert.Equal(regularizer, RoundTrip(config with { ActivityRegularizer = regularizer }).ActivityRegularizer);
    }

    [Theory]
    [MemberData(nameof(Constraints))]
    public void ConstraintsGoRound(Constraint constraint)
    {
        Conv3DConfig config = new() { Filters = 1, KernelSize = 1 };
        Assert.Equal(constraint, RoundTrip(config with { KernelConstraint = constraint }).KernelConstraint);
        Assert.Equal(constraint, RoundTrip(config with { BiasConstraint = constraint }).BiasConstraint);
    }

    [Fact]
    public void EveryClassIsTested()
    {
        Assert.Equal(KerasClasses.Initializers.Types.ToHashSet(), Tested(Initializers()));
        Assert.Equal(KerasClasses.Regularizers.Types.ToHashSet(), Tested(Regularizers()));
        Assert.Equal(KerasClasses.Constraints.Types.ToHashSet(), Tested(Constraints()));
    }

    [Fact]
    public void EveryNameIsReadAsAStringAndAsAClass()
    {
        Assert.All(InitializerTable.Table.Names, name => Both("kernel_initializer", name, c => c.KernelInitializer, Initializer.FromName(name)));
        Assert.All(RegularizerTable.Table.Names, name => Both("kernel_regularizer", name, c => c.KernelRegularizer, Regularizer.FromName(name)));
        Assert.All(ConstraintTable.Table.Names, name => Both("kernel_constraint", name, c => c.KernelConstraint, Constraint.FromName(name)));

        static void Both<T>(string key, string name, Func<Conv3DConfig, T?> get, T expected)
        {
            Assert.Equal(expected, get(Read($"\"{key}\":\"{name}\"")));
            Assert.Equal(expected, get(Read($"\"{key}\":{{\"class_name\":\"{name}\",\"config\":{{}}}}")));
            Assert.Equal(expected, get(Read($"\"{key}\":{{\"class_name\":\"{name}\"}}")));
            Assert.Equal(expected, get(Read($"\"{key}\":{{\"class_name\":\"{name}\",\"config\":null}}")));
        }
    }

    [Fact]
    public void TheDefaultsOfVarianceScalingAreKeras3s()
        => Assert.Equal(new VarianceScaling(1, FanMode.FanIn, ScalingDistribution.TruncatedNormal), Read("\"kernel_initializer\":\"VarianceScaling\"").KernelInitializer);

    [Fact]
    public void ASeedMayBeAGenerator()
    {
        const string Seed = """{"module":"keras.random","class_name":"SeedGenerator","config":{"name":"seed_generator","seed":1337},"registered_name":null}""";
        Assert.Equal(new HeNormal(1337), Read($"\"kernel_initializer\":{{\"class_name\":\"HeNormal\",\"config\":{{\"seed\":{Seed}}}}}").KernelInitializer);
    }

    [Fact]
    public void NullIsTheDefault()
    {
        Conv3DConfig config = Read("\"kernel_initializer\":null,\"bias_initializer\":null,\"kernel_regularizer\":null,\"kernel_constraint\":null,\"activation\":null,\"dtype\":null,\"data_format\":null");
        Assert.Equal(new Conv3DConfig { Filters = 1, KernelSize = 1 }, config);
    }

    [Fact]
    public void AxesMayBeOneOrSeveral()
    {
        Assert.Equal(new UnitNorm(2), Read("\"kernel_constraint\":{\"class_name\":\"UnitNorm\",\"config\":{\"axis\":2}}").KernelConstraint);
        Assert.Equal(new UnitNorm([2]), Read("\"kernel_constraint\":{\"class_name\":\"UnitNorm\",\"config\":{\"axis\":[2]}}").KernelConstraint);
        Assert.Equal(new UnitNorm([0, 1]), Read("\"kernel_constraint\":{\"class_name\":\"UnitNorm\",\"config\":{\"axis\":[0,1]}}").KernelConstraint);
    }

    private static HashSet<Type> Tested(IEnumerable<object[]> rows) => [.. rows.Select(row => row[0].GetType())];

    private static Conv3DConfig Read(string option) => Conv3DConfig.FromJson($"{{\"class_name\":\"Conv3D\",\"config\":{{\"filters\":1,\"kernel_size\":1,{option}}}}}");

    private static Conv3DConfig RoundTrip(Conv3DConfig config)
    {
        string json = config.ToJson();
        Assert.NotNull(JsonNode.Parse(json));
        return Conv3DConfig.FromJson(json);
    }
}
