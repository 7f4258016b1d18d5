namespace Conv3DGen.Runtime.Tests.Graph;

public class InputTests
{
    [Fact]
    public void TheBatchComesFirst()
    {
        SymbolicTensor mask = Keras.Input([2]);
        SymbolicTensor input = Keras.Input([5, null, 7, 1], "x", mask, batchSize: 0);
        Assert.Equal([0, 5, null, 7, 1], input.Shape);
        Assert.Equal("x", input.Name);
        Assert.Same(mask, input.Mask);
        Assert.Null(input.Producer);
        Assert.Equal([null, 5], Keras.Input([5]).Shape);
        Assert.Equal([null], Keras.Input([]).Shape);
    }

    [Fact]
    public void TheShapeIsCopied()
    {
        int?[] shape = [1, 2, 3, 4];
        SymbolicTensor input = Keras.Input(shape);
        shape[0] = 99;
        Assert.Equal([null, 1, 2, 3, 4], input.Shape);
    }

    [Fact]
    public void ImpossibleSizesAndNamesAreRefused()
    {
        Assert.StartsWith("shape is [5, 0, 5, 1]; every size must be at least 1 or null.", Assert.Throws<ArgumentException>(() => Keras.Input([5, 0, 5, 1])).Message);
        Assert.StartsWith("batchSize is -1; it must be at least 0.", Assert.Throws<ArgumentException>(() => Keras.Input([5], batchSize: -1)).Message);
        Assert.Throws<ArgumentException>(() => Keras.Input([5], name: " "));
        Assert.Throws<ArgumentNullException>(() => Keras.Input(null!));
    }
}
