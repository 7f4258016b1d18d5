namespace Conv3DGen;

/// <summary>The element type of a layer (Keras <c>dtype</c>). The kernels compute in float32, so that no other is taken.</summary>
public enum DType
{
    /// <summary>32-bit IEEE floating point: "float32".</summary>
    Float32,
}
