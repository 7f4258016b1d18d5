using System.IO.Compression;
using System.Numerics.Tensors;
using Conv3DGen.Testing;

namespace Conv3DGen.Runtime.Tests.Serialization;

/// <summary>A layer's weights in files.</summary>
public class LayerFileTests
{
    private static readonly double[] s_kernel = [.. Enumerable.Range(1, 12).Select(i => i / 2.0)];

    [Fact]
    public void WhatIsSavedIsLoaded()
    {
        using var folder = new TempFolder();
        Conv3D saved = Built();
        saved.SaveWeights(folder["w.npz"]);
        Conv3D loaded = Built();
        Assert.NotEqual(saved.Kernel, loaded.Kernel);
        loaded.LoadWeights(folder["w.npz"]);
        Assert.Equal(saved.GetWeights(), loaded.GetWeights());
        Assert.Equal(["bias", "kernel"], NpzFile.Read(folder["w.npz"]).Keys.Order());
    }

    [Fact]
    public void ALayerWithoutBiasHasOneArray()
    {
        using var stream = new MemoryStream();
        Conv3D layer = Built(useBias: false);
        layer.SaveWeights(stream);
        Assert.Equal(["kernel"], NpzFile.Read(stream).Keys);
        Conv3D loaded = Built(useBias: false);
        loaded.LoadWeights(stream);
        Assert.Equal(layer.Kernel, loaded.Kernel);
    }

    [Fact]
    public void LoadedWeightsServeTheNextCall()
    {
        Conv3D layer = Built();
        layer.LoadWeights(new MemoryStream(Archive("kernel", "bias")));
        var output = new float[2];
        layer.Call([1, 1, 1, 1, 1, 1], [1, 1, 2, 1, 3], output);
        Assert.Equal([18 + 100, 21 + 200], output);
    }

    [Theory]
    [InlineData("kernel", "bias")]
    [InlineData("bias", "kernel")]
    [InlineData("conv3d/kernel", "conv3d/bias")]
    [InlineData("block1/conv3d_7/kernel:0", "block1/conv3d_7/bias:0")]
    [InlineData("arr_0", "arr_1")]
    [InlineData("arr_1", "arr_0")]
    public void TheArraysOfKerasAndNumpyAreFound(string first, string second)
    {
        Conv3D layer = Built();
        layer.LoadWeights(new MemoryStream(Archive(first, second)));
        Assert.Equal(s_kernel.Select(v => (float)v), layer.Kernel);
        Assert.Equal([100f, 200], layer.Bias!);
    }

    [Theory]
    [InlineData(new string[0], "has no arrays; expected 'kernel', 'bias', also at the end of a path, or 'arr_0', 'arr_1'.")]
    [InlineData(new[] { "kernel" }, "has the arrays 'kernel'; expected 'kernel', 'bias'")]
    [InlineData(new[] { "kernel", "bias", "gamma" }, "has the arrays 'kernel', 'bias', 'gamma'; expected")]
    [InlineData(new[] { "a/kernel", "b/kernel" }, "has the arrays 'a/kernel', 'b/kernel'; expected")]
    [InlineData(new[] { "kernel", "arr_1" }, "has the arrays 'kernel', 'arr_1'; expected")]
    [InlineData(new[] { "arr_1", "arr_2" }, "has the arrays 'arr_1', 'arr_2'; expected")]
    [InlineData(new[] { "Kernel", "bias" }, "has the arrays 'Kernel', 'bias'; expected")]
    [InlineData(new[] { "1", "2", "3", "4", "5", "6", "7", "8", "9" }, "'7', '8', ...; expected")]
    public void OtherArraysChangeNothing(string[] names, string message) => Refused(Archive(names), message);

    public static TheoryData<string, byte[], string> Bad() => new()
    {
        { "kernel shape", NpzBytes.Written(("kernel", [1, 2, 3]), ("bias", [1, 2])), "kernel.npy: has shape [3]; expected [1, 2, 1, 3, 2]." },
        { "a kernel of the right count", Zip(NpyBytes.File("<f4", false, "(2, 1, 1, 3, 2)", s_kernel), Bias()), "kernel.npy: has shape [2, 1, 1, 3, 2]; expected [1, 2, 1, 3, 2]." },
        { "bias shape", Zip(Kernel(), NpyBytes.File("<f4", false, "(3,)", 1, 2, 3)), "bias.npy: has shape [3]; expected [2]." },
        { "bias rank", Zip(Kernel(), NpyBytes.File("<f4", false, "(1, 2)", 1, 2)), "bias.npy: has shape [1, 2]; expected [2]." },
        { "a bad bias after a good kernel", Zip(Kernel(), Bias()[..^1]), "bias.npy: has 7 bytes of data; its shape [2] needs 8." },
        { "objects", Zip(NpyBytes.File("{'descr': '|O', 'fortran_order': False, 'shape': (1, 2, 1, 3, 2), }", [0x80, 4, .. "cos\nsystem\n"u8]), Bias()), "Python objects, which would have to be unpickled" },
        { "a single array", Kernel(), "" },
        { "a truncated archive", Zip(Kernel(), Bias())[..^30], "" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void BadFilesChangeNothing(string what, byte[] file, string message)
    {
        Assert.NotEmpty(what);
        Refused(file, message);
    }

    [Fact]
    public void ABombIsRefusedByItsShape()
    {
        byte[] bomb = NpzBytes.Zip(CompressionLevel.SmallestSize, ("kernel.npy", NpyBytes.File(NpyBytes.Header("<f4", false, "(1, 2, 1, 4000000, 2)"), new byte[64_000_000])), ("bias.npy", Bias()));
        Conv3D layer = Built();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => layer.LoadWeights(new MemoryStream(bomb)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void TheFileIsNamedAndLeftAlone()
    {
        using var folder = new TempFolder();
        string path = folder.Add("bad.npz", Archive("kernel"));
        Conv3D layer = Built();
        Assert.StartsWith($"{path}: has the arrays 'kernel'", Assert.Throws<InvalidDataException>(() => layer.LoadWeights(path)).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => layer.LoadWeights(folder["missing.npz"]));
        File.Delete(path); // nothing holds it open
    }

    [Fact]
    public void ALayerThatIsNotBuiltHasNoWeightsToSaveOrReplace()
    {
        var layer = new Conv3D(2, (1, 2, 1));
        using var folder = new TempFolder();
        Assert.Throws<InvalidOperationException>(() => layer.SaveWeights(folder["w.npz"]));
        Assert.Throws<InvalidOperationException>(() => layer.SaveWeights(new MemoryStream()));
        Assert.Throws<InvalidOperationException>(() => layer.LoadWeights(folder["w.npz"]));
        Assert.Throws<InvalidOperationException>(() => layer.LoadWeights(new MemoryStream(Archive("kernel", "bias"))));
        Assert.Empty(Directory.GetFiles(folder.Root));
        Assert.False(layer.Built);
    }

    private static void Refused(byte[] file, string message)
    {
        Conv3D layer = Built();
        Tensor<float>[] before = layer.GetWeights();
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => layer.LoadWeights(new MemoryStream(file)));
        Assert.StartsWith("the stream: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, layer.GetWeights());
    }

    private static Conv3D Built(bool useBias = true)
    {
        var layer = new Conv3D(2, (1, 2, 1), useBias: useBias);
        layer.Build(1, 1, 2, 1, 3);
        return layer;
    }

    private static byte[] Kernel() => NpyBytes.File("<f4", false, "(1, 2, 1, 3, 2)", s_kernel);

    private static byte[] Bias() => NpyBytes.File("<f4", false, "(2,)", 100, 200);

    private static byte[] Zip(byte[] kernel, byte[] bias) => NpzBytes.Zip(CompressionLevel.Optimal, ("kernel.npy", kernel), ("bias.npy", bias));

    /// <summary>Arrays of any names: those for kernels have the layer's kernel, the others its bias.</summary>
    private static byte[] Archive(params string[] names)
        => NpzBytes.Zip(CompressionLevel.Optimal, names.Select(name => (name + ".npy", name.Contains("kernel", StringComparison.Ordinal) || name == "arr_0" ? Kernel() : Bias())));
}
