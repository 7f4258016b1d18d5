using System.IO.Compression;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Conv3DGen.Testing;

namespace Conv3DGen.Runtime.Tests.Serialization;

/// <summary>Files go to numpy and come from it, bit for bit.</summary>
public class NumpyTests
{
    [NumpyFact]
    public void EveryFileOfNumpyIsRead()
    {
        using var folder = new TempFolder();
        Python.Run("write", folder.Root);

        string[] arrays = Directory.GetFiles(folder.Root, "*.npy");
        Assert.Equal(6 * 6 * 2 * 3, arrays.Length); // shapes, types, orders, versions
        Assert.All(arrays, file => Assert.Equal(Expected(file), NpyFile.Read(file)));

        string[] layers = Directory.GetFiles(folder.Root, "*.npz");
        Assert.Equal(2 * 2 * 6 * 2 * 4, layers.Length); // groups, bias, types, orders, ways to save
        Assert.All(layers, file =>
        {
            foreach (DataFormat format in Enum.GetValues<DataFormat>())
            {
                Conv3D layer = Layer(format, groups: file.Contains("_g2_", StringComparison.Ordinal) ? 2 : 1, useBias: file.Contains("_b1_", StringComparison.Ordinal));
                layer.LoadWeights(file);
                Assert.Equal(Expected(file), layer.GetWeights().SelectMany(weight => weight));
            }
        });
    }

    [NumpyFact]
    public void EveryFileOfOursIsReadByNumpy()
    {
        using var folder = new TempFolder();
        List<string> expected = [];
        foreach (nint[] shape in new nint[][] { [3], [0], [2, 3], [1, 2, 1, 3, 2] })
        {
            int count = shape.Aggregate(1, (n, size) => n * (int)size);
            Tensor<float> array = Tensor.Create([.. Enumerable.Range(0, count).Select(i => MathF.Sin(i))], shape);
            string name = $"array{shape.Length}_{count}.npy";
            NpyFile.Write(folder[name], array);
            expected.Add(Line(name, "", array));
        }

        foreach ((DataFormat format, int groups, bool useBias) in
            from format in Enum.GetValues<DataFormat>()
            from groups in new[] { 1, 2 }
            from useBias in new[] { false, true }
            select (format, groups, useBias))
        {
            Conv3D layer = Layer(format, groups, useBias);
            string name = $"layer_{format}_g{groups}_{useBias}.npz";
            layer.SaveWeights(folder[name]);
            expected.AddRange(layer.GetWeights().Select((weight, i) => Line(name, i == 0 ? "kernel" : "bias", weight)));
        }

        Tensor<float> large = Tensor.Create([.. Enumerable.Range(0, 40_000).Select(i => (float)(i % 7))], [200, 200]);
        NpzFile.Write(folder["packed.npz"], [new("a/b:0", large)], CompressionLevel.Optimal);
        expected.Add(Line("packed.npz", "a/b:0", large));
        using (FileStream stream = File.Create(folder["streamed.npz"]))
        {
            NpzFile.Write(new ForwardOnly(stream), [new("x", large)]);
        }

        expected.Add(Line("streamed.npz", "x", large));

        string printed = Python.Run(["read", .. Directory.GetFiles(folder.Root)]);
        Assert.Equal(expected.Order(StringComparer.Ordinal), printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }

    /// <summary>What numpy_files.py prints of an array.</summary>
    private static string Line(string file, string name, Tensor<float> array)
    {
        string bytes = Convert.ToHexStringLower(MemoryMarshal.AsBytes<float>(array.ToArray()));
        return $"{file}|{name}|<f4|C|{string.Join(",", array.Lengths.ToArray())}|{bytes}";
    }

    private static float[] Expected(string file) => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.ChangeExtension(file, ".f4"))).ToArray();

    private static Conv3D Layer(DataFormat format, int groups, bool useBias)
    {
        var layer = new Conv3D(4, (1, 2, 3), dataFormat: format, groups: groups, useBias: useBias);
        layer.Build(null, 6, 6, 6, 6);
        return layer;
    }
}
