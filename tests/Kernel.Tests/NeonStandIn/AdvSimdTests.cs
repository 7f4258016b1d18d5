using System.Runtime.Intrinsics;

namespace Conv3DGen.Kernel.Tests.NeonStandIn;

/// <summary>The stand-in against what Arm's manual says of the instructions.</summary>
public class AdvSimdTests
{
    [Fact]
    public void MultiplyAddRoundsOnceAndTakesTheAddendFirst()
    {
        float x = 1 + MathF.Pow(2, -12); // x * x needs 25 bits
        Vector128<float> result = AdvSimd.FusedMultiplyAdd(Vector128.Create(-1f), Vector128.Create(x), Vector128.Create(x));
        Assert.Equal(MathF.FusedMultiplyAdd(x, x, -1), result[0]);
        Assert.NotEqual((x * x) - 1, result[0]);
    }

    [Fact]
    public void MultiplyAddByElementTakesTheElementOfItsLastOperand()
    {
        Vector128<float> addend = Vector128.Create(0.5f);
        Vector128<float> left = Vector128.Create(1f, 10, 100, 1000);
        Vector128<float> right = Vector128.Create(2f, 3, 5, 7);
        Assert.Equal(Vector128.Create(2.5f, 20.5f, 200.5f, 2000.5f), AdvSimd.Arm64.FusedMultiplyAddBySelectedScalar(addend, left, right, 0));
        Assert.Equal(Vector128.Create(7.5f, 70.5f, 700.5f, 7000.5f), AdvSimd.Arm64.FusedMultiplyAddBySelectedScalar(addend, left, right, 3));
    }

    [Theory]
    [InlineData(float.NaN, 1)]
    [InlineData(1, float.NaN)]
    public void MaxAndMinGiveNaNForNaN(float left, float right)
    {
        Assert.True(float.IsNaN(AdvSimd.Max(Vector128.Create(left), Vector128.Create(right))[2]));
        Assert.True(float.IsNaN(AdvSimd.Min(Vector128.Create(left), Vector128.Create(right))[2]));
    }

    [Fact]
    public void MaxAndMinOrderTheZeros()
    {
        Assert.False(float.IsNegative(AdvSimd.Max(Vector128.Create(-0f), Vector128.Create(0f))[0]));
        Assert.True(float.IsNegative(AdvSimd.Min(Vector128.Create(0f), Vector128.Create(-0f))[0]));
    }

    [Fact]
    public unsafe void LoadsAndStoresMoveFourFloats()
    {
        float* memory = stackalloc float[] { 1, 2, 3, 4, 9 };
        AdvSimd.Store(memory, AdvSimd.Add(AdvSimd.LoadVector128(memory), AdvSimd.LoadAndReplicateToVector128(memory + 1)));
        Assert.Equal([3, 4, 5, 6, 9], new ReadOnlySpan<float>(memory, 5).ToArray());
        Assert.Equal(Vector128.Create(7f, 7, 7, 7), AdvSimd.DuplicateToVector128(7));
    }
}
