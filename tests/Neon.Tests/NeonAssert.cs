using Conv3DGen.Neon.Protocol;
using Conv3DGen.Neon.Tests.Cases;
using Conv3DGen.Testing;

namespace Conv3DGen.Neon.Tests;

/// <summary>Holds an answer to a case.</summary>
internal static class NeonAssert
{
    /// <summary>The right bits with every buffer ending and with every buffer beginning at an inaccessible page.</summary>
    public static void Bits(NeonCase expected, NeonAnswer answer)
    {
        if (answer.Error.Length > 0)
        {
            Assert.Fail($"{expected.Name}: {expected.Problem}\n{answer.Error}");
        }

        float[] bits = expected.Expected();
        TensorAssert.Same(bits, answer.AtEnd, expected.Problem);
        TensorAssert.Same(bits, answer.AtBegin, expected.Problem);
    }
}
