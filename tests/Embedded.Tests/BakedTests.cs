using System.Numerics.Tensors;
using System.Reflection;
using Conv3DGen;
using Conv3DGen.Testing.Golden;

namespace Embedded.Tests;

/// <summary>The arrays in the program are those of the files, and those are the public golden network.</summary>
public class BakedTests
{
    private delegate ReadOnlySpan<float> Getter();

    [Fact]
    public void TheFilesAreTheGoldenNetwork() => ExportedNetwork.Check(GoldenSuites.Networks["network/unet3d_encoder_like"], Sample.Weights, Sample.Golden);

    [Fact]
    public void EveryArrayOfTheFilesIsInTheProgramBitForBit()
    {
        PropertyInfo[] arrays = typeof(Baked).GetProperties(BindingFlags.Static | BindingFlags.Public);
        Dictionary<string, Tensor<float>> files = NpzFile.Read(Sample.Weights).Concat(NpzFile.Read(Sample.Golden)).ToDictionary(a => a.Key.Replace("/", ""), a => a.Value, StringComparer.OrdinalIgnoreCase);

        Assert.Equal(files.Keys.Order(), arrays.Select(a => a.Name).Order(), StringComparer.OrdinalIgnoreCase);
        Assert.All(arrays, array =>
        {
            float[] baked = array.GetMethod!.CreateDelegate<Getter>()().ToArray();
            Assert.Equal(ExportedNetwork.Flat(files[array.Name]).Select(BitConverter.SingleToUInt32Bits), baked.Select(BitConverter.SingleToUInt32Bits));
        });
    }
}
