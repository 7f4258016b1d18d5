using System.IO.Compression;
using System.Numerics.Tensors;
using FsCheck;
using FsCheck.Fluent;

namespace Conv3DGen.Runtime.Tests.Serialization;

/// <summary>Any array goes through any form of file and comes back with the same bits.</summary>
public class NumpyProperties
{
    private static readonly string[] s_types = ["<f4", ">f4", "<f8", ">f8"];

    [Fact]
    public void EveryArraySurvivesEveryForm()
    {
        Arbitrary<Case> cases = Arb.From(
            from shape in Gen.Choose(0, 4).ListOf().Select(sizes => sizes.Take(6).Select(n => (nint)n).ToArray())
            from bits in Gen.Choose(int.MinValue, int.MaxValue).ArrayOf(shape.Aggregate(1, (count, n) => count * (int)n))
            from type in Gen.Elements(s_types)
            from compression in Gen.Elements(CompressionLevel.NoCompression, CompressionLevel.Fastest)
            select new Case(shape, [.. bits.Select(BitConverter.Int32BitsToSingle)], type, compression));
        Prop.ForAll(cases, Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(23, 4711));
    }

    private static void Holds(Case c)
    {
        // The test's own writer in both orders, then the library's, then an archive of it.
        string shape = c.Shape.Length == 1 ? $"({c.Shape[0]},)" : $"({string.Join(", ", c.Shape)})";
        foreach (bool fortran in new[] { false, true })
        {
            float[] stored = fortran ? InFortranOrder(c.Values, c.Shape) : c.Values;
            Tensor<float> read = NpyFile.Read(new MemoryStream(NpyBytes.File(c.Type, fortran, shape, [.. stored.Select(v => (double)v)])));
            Same(c, read); // widening to float64 sets the quiet bit of a NaN

            using var stream = new MemoryStream();
            NpzFile.Write(stream, [new("x", read)], c.Compression);
            Same(c, NpzFile.Read(stream)["x"]);
        }
    }

    private static void Same(Case c, Tensor<float> actual)
    {
        Assert.Equal(c.Shape.Length == 0 ? [1] : c.Shape, actual.Lengths.ToArray());
        Assert.Equal(c.Values.Select(v => Bits(v)), actual.Select(v => Bits(v)));

        static uint Bits(float value) => BitConverter.SingleToUInt32Bits(value) | (float.IsNaN(value) ? 0x400000u : 0);
    }

    /// <summary>Index arithmetic of the definition: element (i0, i1, ...) is at i0 + n0 * (i1 + n1 * (i2 + ...)).</summary>
    private static float[] InFortranOrder(float[] values, nint[] shape)
    {
        float[] stored = new float[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            nint rest = i;
            nint[] index = new nint[shape.Length];
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                (rest, index[axis]) = (rest / shape[axis], rest % shape[axis]);
            }

            nint at = 0;
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                at = (at * shape[axis]) + index[axis];
            }

            stored[at] = values[i];
        }

        return stored;
    }

    private sealed record Case(nint[] Shape, float[] Values, string Type, CompressionLevel Compression);
}
