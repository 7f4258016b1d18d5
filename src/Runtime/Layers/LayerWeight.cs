using System.Numerics.Tensors;

namespace Conv3DGen;

/// <summary>One weight of a built layer (Keras's <c>Variable</c>): a view of it, which reads and writes the layer.</summary>
public sealed class LayerWeight
{
    private readonly Conv3D _layer;
    private readonly Func<Tensor<float>> _read;
    private readonly Action<Tensor<float>> _write;

    internal LayerWeight(
        Conv3D layer,
        string name,
        nint[] shape,
        Regularizer? regularizer,
        Constraint? constraint,
        Func<Tensor<float>> read,
        Action<Tensor<float>> write)
    {
        _layer = layer;
        _read = read;
        _write = write;
        Name = name;
        Shape = [.. shape.Select(size => (int)size)];
        Regularizer = regularizer;
        Constraint = constraint;
    }

    /// <summary>"kernel" or "bias".</summary>
    public string Name { get; }

    /// <summary>"conv3d/kernel": the layer's name and the weight's.</summary>
    public string Path => $"{_layer.Name}/{Name}";

    /// <summary>The sizes: [kd, kh, kw, channels / groups, filters] of a kernel, [filters] of a bias.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The element type.</summary>
    public DType Dtype => _layer.Dtype;

    /// <summary>Whether training changes it: <see cref="Conv3D.Trainable"/> of its layer.</summary>
    public bool Trainable => _layer.Trainable;

    /// <summary>The penalty on it, or null.</summary>
    public Regularizer? Regularizer { get; }

    /// <summary>What training does to it after an update, or null.</summary>
    public Constraint? Constraint { get; }

    /// <summary>A copy of the values (Keras's <c>numpy()</c>).</summary>
    public Tensor<float> Value => _read();

    /// <summary>Replaces the values, and leaves the layer's other weight alone.</summary>
    /// <param name="value">A tensor of the same shape. Copied.</param>
    /// <exception cref="ArgumentException">The shape is another; then nothing was replaced.</exception>
    public void Assign(Tensor<float> value) => _write(value);

    /// <summary>"conv3d/kernel [3, 3, 3, 4, 8]".</summary>
    public override string ToString() => $"{Path} [{string.Join(", ", Shape)}]";
}
