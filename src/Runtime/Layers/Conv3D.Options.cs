namespace Conv3DGen;

/// <content>The options that say how weights begin, and what training does to them.</content>
public partial class Conv3D
{
    private readonly IReadOnlyList<int?>? _batchInputShape;

    /// <summary>What makes the kernel when the layer is built.</summary>
    public Initializer KernelInitializer { get; }

    /// <summary>What makes the bias when the layer is built.</summary>
    public Initializer BiasInitializer { get; }

    /// <summary>The penalty on the kernel, or null.</summary>
    public Regularizer? KernelRegularizer { get; }

    /// <summary>The penalty on the bias, or null.</summary>
    public Regularizer? BiasRegularizer { get; }

    /// <summary>The penalty on the output, divided by the batch size, or null.</summary>
    public Regularizer? ActivityRegularizer { get; set; }

    /// <summary>What training does to the kernel after an update, or null.</summary>
    public Constraint? KernelConstraint { get; }

    /// <summary>What training does to the bias after an update, or null.</summary>
    public Constraint? BiasConstraint { get; }

    /// <summary>The element type of input, weights and output.</summary>
    public DType Dtype { get; }

    /// <summary>Whether training changes the weights.</summary>
    public bool Trainable { get; set; }

    /// <summary>
    /// The input shape that the layer was declared for, batch first, null where unknown; null where none was declared. Keras keeps it in
    /// the config. It holds nobody to anything, but <see cref="Build"/> without sizes takes it.
    /// </summary>
    /// <exception cref="ArgumentException">Set to other than five sizes, each at least 1 (the batch 0) or unknown.</exception>
    public IReadOnlyList<int?>? BatchInputShape
    {
        get => _batchInputShape;
        init
        {
            if (value is not null)
            {
                int?[] shape = [.. value];
                _ = InputSizes.Of(shape, DataFormat); // whether a kernel fits shows when the layer is built, as in Keras
                value = shape.AsReadOnly();
            }

            _batchInputShape = value;
        }
    }
}
