namespace Conv3DGen;

/// <summary>Another name of <see cref="Conv3D"/>, as in Keras.</summary>
public sealed class Convolution3D : Conv3D
{
    /// <inheritdoc cref="Conv3D(int, Int3, Int3?, NameOr{Conv3DGen.Padding}, NameOr{Conv3DGen.DataFormat}?, Int3?, int, Conv3DGen.Activation?, bool, Initializer?, Initializer?, Regularizer?, Regularizer?, Regularizer?, Constraint?, Constraint?, string?, NameOr{DType}, bool, IReadOnlyList{int?}?, Conv3DKernel?, Conv3DGen.Algorithm)"/>
    public Convolution3D(
        int filters,
        Int3 kernelSize,
        Int3? strides = null,
        NameOr<Padding> padding = default,
        NameOr<DataFormat>? dataFormat = null,
        Int3? dilationRate = null,
        int groups = 1,
        Activation? activation = null,
        bool useBias = true,
        Initializer? kernelInitializer = null,
        Initializer? biasInitializer = null,
        Regularizer? kernelRegularizer = null,
        Regularizer? biasRegularizer = null,
        Regularizer? activityRegularizer = null,
        Constraint? kernelConstraint = null,
        Constraint? biasConstraint = null,
        string? name = null,
        NameOr<DType> dtype = default,
        bool trainable = true,
        IReadOnlyList<int?>? inputShape = null,
        Conv3DKernel? kernel = null,
        Algorithm algorithm = Algorithm.Auto)
        : base(
            filters,
            kernelSize,
            strides,
            padding,
            dataFormat,
            dilationRate,
            groups,
            activation,
            useBias,
            kernelInitializer,
            biasInitializer,
            kernelRegularizer,
            biasRegularizer,
            activityRegularizer,
            kernelConstraint,
            biasConstraint,
            name,
            dtype,
            trainable,
            inputShape,
            kernel,
            algorithm)
    {
    }
}
