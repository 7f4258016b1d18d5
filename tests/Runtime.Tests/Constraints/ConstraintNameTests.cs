namespace Conv3DGen.Runtime.Tests.Constraints;

public class ConstraintNameTests
{
    /// <summary>Every string that Keras 3 takes, with what it stands for; the parameters are Keras's defaults.</summary>
    public static TheoryData<string, Constraint> Names() => new()
    {
        { "max_norm", new MaxNorm(2, 0) },
        { "MaxNorm", new MaxNorm(2, 0) },
        { "min_max_norm", new MinMaxNorm(0, 1, 1, 0) },
        { "MinMaxNorm", new MinMaxNorm(0, 1, 1, 0) },
        { "non_neg", new NonNeg() },
        { "NonNeg", new NonNeg() },
        { "unit_norm", new UnitNorm(0) },
        { "UnitNorm", new UnitNorm(0) },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void ANameFindsItsConstraint(string name, Constraint expected)
    {
        Assert.Equal(expected, Constraint.FromName(name));
        Assert.Equal(expected, new Conv3D(1, 1, kernelConstraint: name).KernelConstraint);
        Assert.Equal(expected, new Conv3D(1, 1, biasConstraint: name).BiasConstraint);
    }

    [Fact]
    public void TheTestKnowsEveryName()
        => Assert.Equal(Names().Select(row => row[0]).Cast<string>().Order(), Conv3DGen.Constraints.ConstraintTable.Table.Names.Order());

    [Fact]
    public void UnknownNamesAreRefused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Constraint.FromName("maxnorm"));
        Assert.StartsWith("constraint \"maxnorm\" is not known; expected one of: max_norm, min_max_norm, non_neg, unit_norm.", error.Message);
    }

    [Fact]
    public void EqualityIsOfClassAndParameters()
    {
        Assert.Equal(new MaxNorm(1, [0, 1]), new MaxNorm(1, new[] { 0, 1 }));
        Assert.Equal(new MaxNorm(1, [0, 1]).GetHashCode(), new MaxNorm(1, [0, 1]).GetHashCode());
        Constraint[] different =
        [
            new MaxNorm(1), new MaxNorm(2), new MaxNorm(1, 1), new MaxNorm(1, [0, 1]), new UnitNorm(), new UnitNorm(1), new NonNeg(),
            new MinMaxNorm(), new MinMaxNorm(0.5), new MinMaxNorm(0, 2), new MinMaxNorm(0, 1, 0.5), new MinMaxNorm(0, 1, 1, 1),
        ];
        for (int i = 0; i < different.Length; i++)
        {
            Assert.All(different[..i], other => Assert.NotEqual(different[i], other));
        }
    }
}
