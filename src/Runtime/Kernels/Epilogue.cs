namespace Conv3DGen.Kernels;

/// <summary>What happens to a finished sum after the bias: a clamp to [Low, High], which linear, relu and relu6 are cases of.</summary>
/// <param name="Low">Lower bound; negative infinity for none.</param>
/// <param name="High">Upper bound; positive infinity for none.</param>
internal readonly record struct Epilogue(float Low, float High)
{
    public static Epilogue None { get; } = new(float.NegativeInfinity, float.PositiveInfinity);
}
