namespace Conv3DGen.Runtime.Tests.Regularizers;

public class RegularizerNameTests
{
    /// <summary>Every string that Keras 3 takes, with what it stands for; the parameters are Keras's defaults.</summary>
    public static TheoryData<string, Regularizer> Names() => new()
    {
        { "l1", new L1(0.01) },
        { "L1", new L1(0.01) },
        { "l2", new L2(0.01) },
        { "L2", new L2(0.01) },
        { "l1l2", new L1L2(0, 0) },
        { "L1L2", new L1L2(0, 0) },
        { "orthogonal_regularizer", new OrthogonalRegularizer(0.01, OrthogonalMode.Rows) },
        { "OrthogonalRegularizer", new OrthogonalRegularizer(0.01, OrthogonalMode.Rows) },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void ANameFindsItsRegularizer(string name, Regularizer expected)
    {
        Assert.Equal(expected, Regularizer.FromName(name));
        Assert.Equal(expected, new Conv3D(1, 1, kernelRegularizer: name).KernelRegularizer);
        Assert.Equal(expected, new Conv3D(1, 1, biasRegularizer: name).BiasRegularizer);
        Assert.Equal(expected, new Conv3D(1, 1, activityRegularizer: name).ActivityRegularizer);
    }

    [Fact]
    public void TheTestKnowsEveryName()
        => Assert.Equal(Names().Select(row => row[0]).Cast<string>().Order(), Conv3DGen.Regularizers.RegularizerTable.Table.Names.Order());

    /// <summary>Keras 3 has the key "l1l2" but not "l1_l2", which Keras 2 had.</summary>
    [Theory]
    [InlineData("l1_l2")]
    [InlineData("nope")]
    public void UnknownNamesAreRefused(string name)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Regularizer.FromName(name));
        Assert.StartsWith($"regularizer \"{name}\" is not known; expected one of: l1, l2, l1l2, orthogonal_regularizer.", error.Message);
    }

    [Fact]
    public void EqualityIsOfClassAndParameters()
    {
        Assert.Equal(new L1L2(0.1, 0.2), new L1L2(0.1, 0.2));
        Regularizer[] different = [new L1(0.1), new L2(0.1), new L1(0.2), new L1L2(0.1), new L1L2(0, 0.1), new OrthogonalRegularizer(0.1), new OrthogonalRegularizer(0.1, "columns")];
        for (int i = 0; i < different.Length; i++)
        {
            Assert.All(different[..i], other => Assert.NotEqual(different[i], other));
        }
    }
}
