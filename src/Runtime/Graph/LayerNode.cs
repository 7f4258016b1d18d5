namespace Conv3DGen;

/// <summary>One call of a layer on a symbolic tensor (Keras's <c>Node</c>).</summary>
public sealed class LayerNode
{
    internal LayerNode(Conv3D layer, int index, SymbolicTensor input, int?[] outputShape, SymbolicTensor? outputMask)
    {
        Layer = layer;
        Index = index;
        Input = input;
        Output = new(index == 0 ? $"{layer.Name}/output" : $"{layer.Name}/output_{index}", outputShape, outputMask, this);
    }

    /// <summary>The layer that was called.</summary>
    public Conv3D Layer { get; }

    /// <summary>The layer whose output was the input; null where it came from <see cref="Keras.Input"/>.</summary>
    public Conv3D? InboundLayer => Input.Producer?.Layer;

    /// <summary>The place among the layer's inbound nodes, from 0 on.</summary>
    public int Index { get; }

    /// <summary>What the layer was called on.</summary>
    public SymbolicTensor Input { get; }

    /// <summary>What it returned.</summary>
    public SymbolicTensor Output { get; }

    /// <summary>The mask of the input, or null.</summary>
    public SymbolicTensor? InputMask => Input.Mask;

    /// <summary>The mask of the output, or null.</summary>
    public SymbolicTensor? OutputMask => Output.Mask;

    /// <summary>The input's sizes, batch first, null where unknown.</summary>
    public IReadOnlyList<int?> InputShape => Input.Shape;

    /// <summary>The output's sizes, batch first, null where unknown.</summary>
    public IReadOnlyList<int?> OutputShape => Output.Shape;
}
