namespace Conv3DGen.Runtime.Tests.Graph;

/// <summary>What the node API refuses, and with what words.</summary>
public class NodeErrorTests
{
    /// <summary>What each member is about, the property, and the indexed method.</summary>
    public static TheoryData<string, Func<Conv3D, object?>, Func<Conv3D, int, object?>> Members() => new()
    {
        { "input", layer => layer.Input, (layer, i) => layer.GetInputAt(i) },
        { "output", layer => layer.Output, (layer, i) => layer.GetOutputAt(i) },
        { "input mask", layer => layer.InputMask, (layer, i) => layer.GetInputMaskAt(i) },
        { "output mask", layer => layer.OutputMask, (layer, i) => layer.GetOutputMaskAt(i) },
        { "input shape", layer => layer.InputShape, (layer, i) => layer.GetInputShapeAt(i) },
        { "output shape", layer => layer.OutputShape, (layer, i) => layer.GetOutputShapeAt(i) },
    };

    [Theory]
    [MemberData(nameof(Members))]
    public void ALayerThatWasNeverCalledHasNone(string what, Func<Conv3D, object?> property, Func<Conv3D, int, object?> at)
    {
        var layer = new Conv3D(1, 1);
        layer.Build(null, 1, 1, 1, 1);
        string expected = $"The layer has never been called and thus has no defined {what}.";
        Assert.Equal(expected, Assert.Throws<InvalidOperationException>(() => property(layer)).Message);
        Assert.Equal(expected, Assert.Throws<InvalidOperationException>(() => at(layer, 0)).Message);
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void AnIndexOutsideTheNodesIsRefused(string what, Func<Conv3D, object?> property, Func<Conv3D, int, object?> at)
    {
        var layer = new Conv3D(1, 1);
        layer.Call(Keras.Input([1, 1, 1, 1]));
        layer.Call(Keras.Input([1, 1, 1, 1]));
        _ = at(layer, 1);
        foreach (int index in new[] { 2, -1, int.MaxValue })
        {
            ArgumentException error = Assert.Throws<ArgumentException>(() => at(layer, index));
            Assert.StartsWith($"Asked to get {what} at node {index}, but the layer has only 2 inbound nodes.", error.Message);
            Assert.Equal("nodeIndex", error.ParamName);
        }

        if (what.EndsWith("shape", StringComparison.Ordinal))
        {
            Assert.Equal([null, 1, 1, 1, 1], Assert.IsAssignableFrom<IReadOnlyList<int?>>(property(layer))); // shapes that agree are fine
        }
        else
        {
            Assert.Throws<InvalidOperationException>(() => property(layer));
        }
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void SeveralCallsHaveNoSingleTensorAndNoSingleShapeUnlessTheyAgree(string what, Func<Conv3D, object?> property, Func<Conv3D, int, object?> at)
    {
        var layer = new Conv3D(1, 1, name: "twice");
        layer.Call(Keras.Input([1, 1, 1, 1]));
        layer.Call(Keras.Input([1, 1, 2, 1]));
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => property(layer));
        Assert.StartsWith("The layer \"twice\" has multiple inbound nodes", error.Message);
        Assert.Contains($"hence the notion of \"{what}\" is ill-defined. Use Get", error.Message);
        string method = error.Message.Split("Use ")[1].Split('(')[0];
        Assert.NotNull(typeof(Conv3D).GetMethod(method));
        Assert.Null(Record.Exception(() => at(layer, 1)));
    }

    /// <summary>What a call refuses leaves no node, and an unbuilt layer unbuilt.</summary>
    public static TheoryData<SymbolicTensor, string> Impossible() => new()
    {
        { Keras.Input([5, 5, 4]), "input has 4 sizes, [null, 5, 5, 4]; expected 5" },
        { Keras.Input([5, 5, 5, null]), "inputShape leaves the channels unknown" },
        { Keras.Input([5, 5, 5, 3]), "input has 3 channels; expected a multiple of groups = 2" },
        { Keras.Input([5, 2, 5, 4]), "input has height 2, but a valid kernel of 3" },
        { Keras.Input([5, 5, 5, 4], mask: Keras.Input([5])), "does not support masking, but was passed a mask" },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void AnImpossibleCallChangesNothing(SymbolicTensor input, string message)
    {
        var layer = new Conv3D(2, 3, groups: 2);
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => layer.Call(input)).Message);
        Assert.False(layer.Built);
        Assert.Empty(layer.InboundNodes);
    }

    [Theory]
    [InlineData(6, "input has 6 channels; layer \"built\" was built for 4.")]
    [InlineData(null, "input has unknown channels; layer \"built\" was built for 4.")]
    public void ABuiltLayerTakesOnlyItsChannels(int? channels, string message)
    {
        var layer = new Conv3D(2, 3, name: "built");
        layer.Build(null, 5, 5, 5, 4);
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => layer.Call(Keras.Input([5, 5, 5, channels]))).Message);
        Assert.Empty(layer.InboundNodes);
        layer.Call(Keras.Input([5, null, 5, 4]));
    }

    [Fact]
    public void NullIsRefused() => Assert.Throws<ArgumentNullException>(() => new Conv3D(1, 1).Call((SymbolicTensor)null!));

    [Fact]
    public void ARequiredKernelThatIsMissingLeavesNoNode()
    {
        var layer = new Conv3D(2, (1, 7, 13)) { RequireSpecialized = true };
        Assert.Throws<InvalidOperationException>(() => layer.Call(Keras.Input([1, 7, 13, 1])));
        Assert.Empty(layer.InboundNodes);
    }
}
