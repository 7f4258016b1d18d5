using System.Collections.Immutable;

namespace Conv3DGen;

/// <content>The graph of calls on symbolic tensors: the node API of tf.keras.</content>
public partial class Conv3D
{
    private ImmutableArray<LayerNode> _inboundNodes = [];
    private ImmutableArray<LayerNode> _outboundNodes = [];

    /// <summary>The calls of this layer on symbolic tensors, in order.</summary>
    public IReadOnlyList<LayerNode> InboundNodes => _inboundNodes;

    /// <summary>The calls of other layers on outputs of this one.</summary>
    public IReadOnlyList<LayerNode> OutboundNodes => _outboundNodes;

    /// <summary>What the layer was called on, if it was called on symbolic tensors once.</summary>
    /// <exception cref="InvalidOperationException">It was never called, or more than once.</exception>
    public SymbolicTensor Input => OnlyNode("input").Input;

    /// <summary>What the layer returned, if it was called on symbolic tensors once.</summary>
    /// <exception cref="InvalidOperationException">It was never called, or more than once.</exception>
    public SymbolicTensor Output => OnlyNode("output").Output;

    /// <summary>The mask of <see cref="Input"/>, or null.</summary>
    /// <exception cref="InvalidOperationException">It was never called, or more than once.</exception>
    public SymbolicTensor? InputMask => OnlyNode("input mask").InputMask;

    /// <summary>The mask of <see cref="Output"/>, or null.</summary>
    /// <exception cref="InvalidOperationException">It was never called, or more than once.</exception>
    public SymbolicTensor? OutputMask => OnlyNode("output mask").OutputMask;

    /// <summary>The shape of what the layer was called on, batch first, null where unknown; several calls must agree.</summary>
    /// <exception cref="InvalidOperationException">It was never called, or on several shapes.</exception>
    public IReadOnlyList<int?> InputShape => OnlyShape("input shape", node => node.InputShape);

    /// <summary>The shape of what the layer returned, batch first, null where unknown; several calls must agree.</summary>
    /// <exception cref="InvalidOperationException">It was never called, or with several shapes.</exception>
    public IReadOnlyList<int?> OutputShape => OnlyShape("output shape", node => node.OutputShape);

    /// <summary>Calls the layer on a shape without values: builds it, and adds a node to <see cref="InboundNodes"/>.</summary>
    /// <param name="input">Five axes in the layer's axis order, the channels known.</param>
    /// <returns>A symbolic tensor of the shape <see cref="ComputeOutputShape"/> gives.</returns>
    /// <exception cref="ArgumentException">The shape does not fit the layer, or it has a mask, which the layer does not support.</exception>
    /// <exception cref="InvalidOperationException"><see cref="RequireSpecialized"/> is set and no generated kernel matches.</exception>
    public SymbolicTensor Call(SymbolicTensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        int?[] inputShape = [.. input.Shape];
        InputSizes shape = InputSizes.Of(inputShape, DataFormat, nameof(input));
        int?[] outputShape = shape.Output(Spec);
        SymbolicTensor? mask = ComputeMask(input, input.Mask);
        if (_state is { } state)
        {
            shape.CheckBuiltFor(state.InputChannels, Name);
        }
        else
        {
            Build(inputShape);
        }

        LayerNode? node = null;
        ImmutableInterlocked.Update(ref _inboundNodes, nodes => nodes.Add(node = new(this, nodes.Length, input, outputShape, mask)));
        if (node!.InboundLayer is { } producer)
        {
            ImmutableInterlocked.Update(ref producer._outboundNodes, nodes => nodes.Add(node));
        }

        return node.Output;
    }

    /// <summary>What the call number <paramref name="nodeIndex"/> was on.</summary>
    /// <param name="nodeIndex">From 0 to below the number of <see cref="InboundNodes"/>.</param>
    /// <exception cref="InvalidOperationException">The layer was never called on a symbolic tensor.</exception>
    /// <exception cref="ArgumentException">There is no such node.</exception>
    public SymbolicTensor GetInputAt(int nodeIndex) => NodeAt(nodeIndex, "input").Input;

    /// <summary>What the call number <paramref name="nodeIndex"/> returned.</summary>
    /// <inheritdoc cref="GetInputAt"/>
    public SymbolicTensor GetOutputAt(int nodeIndex) => NodeAt(nodeIndex, "output").Output;

    /// <summary>The mask of what the call number <paramref name="nodeIndex"/> was on, or null.</summary>
    /// <inheritdoc cref="GetInputAt"/>
    public SymbolicTensor? GetInputMaskAt(int nodeIndex) => NodeAt(nodeIndex, "input mask").InputMask;

    /// <summary>The mask of what the call number <paramref name="nodeIndex"/> returned, or null.</summary>
    /// <inheritdoc cref="GetInputAt"/>
    public SymbolicTensor? GetOutputMaskAt(int nodeIndex) => NodeAt(nodeIndex, "output mask").OutputMask;

    /// <summary>The shape of what the call number <paramref name="nodeIndex"/> was on, batch first, null where unknown.</summary>
    /// <inheritdoc cref="GetInputAt"/>
    public IReadOnlyList<int?> GetInputShapeAt(int nodeIndex) => NodeAt(nodeIndex, "input shape").InputShape;

    /// <summary>The shape of what the call number <paramref name="nodeIndex"/> returned, batch first, null where unknown.</summary>
    /// <inheritdoc cref="GetInputAt"/>
    public IReadOnlyList<int?> GetOutputShapeAt(int nodeIndex) => NodeAt(nodeIndex, "output shape").OutputShape;

    private LayerNode NodeAt(int index, string what)
    {
        ImmutableArray<LayerNode> nodes = Called(what);
        return index >= 0 && index < nodes.Length
            ? nodes[index]
            : throw new ArgumentException($"Asked to get {what} at node {index}, but the layer has only {nodes.Length} inbound nodes.", "nodeIndex");
    }

    private LayerNode OnlyNode(string what)
    {
        ImmutableArray<LayerNode> nodes = Called(what);
        return nodes.Length == 1 ? nodes[0] : throw Ambiguous(what, "multiple inbound nodes");
    }

    private IReadOnlyList<int?> OnlyShape(string what, Func<LayerNode, IReadOnlyList<int?>> shapeOf)
    {
        ImmutableArray<LayerNode> nodes = Called(what);
        IReadOnlyList<int?> first = shapeOf(nodes[0]);
        return nodes.All(node => shapeOf(node).SequenceEqual(first)) ? first : throw Ambiguous(what, $"multiple inbound nodes with different {what}s");
    }

    private ImmutableArray<LayerNode> Called(string what)
        => _inboundNodes is { IsEmpty: false } nodes
        ? nodes
        : throw new InvalidOperationException($"The layer has never been called and thus has no defined {what}.");

    private InvalidOperationException Ambiguous(string what, string reason)
    {
        string method = "Get" + string.Concat(what.Split(' ').Select(word => char.ToUpperInvariant(word[0]) + word[1..])) + "At";
        return new($"The layer \"{Name}\" has {reason}, hence the notion of \"{what}\" is ill-defined. Use {method}(nodeIndex) instead.");
    }
}
