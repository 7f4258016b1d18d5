namespace Conv3DGen.Runtime.Tests.Activations;

public class CustomTests
{
    [Fact]
    public void ReceivesTheValuesInPlaceAndTheRowLength()
    {
        int received = 0;
        Activation reverse = Activation.Custom("reverse", (values, lastAxis) =>
        {
            received = lastAxis;
            for (int row = 0; row < values.Length; row += lastAxis)
            {
                values.Slice(row, lastAxis).Reverse();
            }
        });
        Assert.Equal([3, 2, 1, 6, 5, 4], Formulas.Run(reverse, [1, 2, 3, 4, 5, 6], 3));
        Assert.Equal(3, received);
        Assert.Equal("reverse", reverse.Name);
        Assert.False(reverse.IsFused);
    }

    [Fact]
    public void EqualsOnlyTheSameDelegateOfTheSameName()
    {
        ActivationFunction function = static (values, _) => values.Clear();
        Assert.Equal(Activation.Custom("zero", function), Activation.Custom("zero", function));
        Assert.Equal(Activation.Custom("zero", function).GetHashCode(), Activation.Custom("zero", function).GetHashCode());
        Assert.NotEqual(Activation.Custom("zero", function), Activation.Custom("nil", function));
        Assert.NotEqual(Activation.Custom("zero", function), Activation.Custom("zero", static (values, _) => values.Clear()));
    }

    [Fact]
    public void NeedsANameAndAFunction()
    {
        Assert.Equal("name", Assert.Throws<ArgumentNullException>(() => Activation.Custom(null!, (_, _) => { })).ParamName);
        Assert.Equal("name", Assert.Throws<ArgumentException>(() => Activation.Custom(" ", (_, _) => { })).ParamName);
        Assert.Equal("function", Assert.Throws<ArgumentNullException>(() => Activation.Custom("none", null!)).ParamName);
    }
}
