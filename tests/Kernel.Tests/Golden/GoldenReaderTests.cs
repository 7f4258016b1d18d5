using Conv3DGen.Testing.Golden;

namespace Conv3DGen.Kernel.Tests.Golden;

public class GoldenReaderTests
{
    [Fact]
    public void TheGeneratorPassesItsSelfTest()
    {
        Assert.Equal([0x910a2dec89025cc1, 0xbeeb8da1658eec67, 0xf893a2eefb32555e, 0x71c18690ee42c90b], SplitMix24.Raw(1, 4));
        Assert.Equal([0.13312304019927979f, 0.49156343936920166f, 0.9420053958892822f, -0.1112816333770752f], SplitMix24.Values(1, 1, 4));
        Assert.Equal([0.13312304019927979f / 4, 0.49156343936920166f / 4], SplitMix24.Values(1, 0.25, 2));
    }

    [Fact]
    public void TheBundledSuitesAreFound()
    {
        Assert.Equal(152, GoldenSuites.Forward.Keys.Count(name => name.StartsWith("forward/", StringComparison.Ordinal)));
        Assert.Equal(4, GoldenSuites.Networks.Keys.Count(name => name.StartsWith("network/", StringComparison.Ordinal)));
        Assert.Contains("realdata/mri_chain", GoldenSuites.Networks.Keys);
    }

    [Fact]
    public void ADamagedSuiteIsRefused()
    {
        string copy = Directory.CreateTempSubdirectory("golden-").FullName;
        try
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(GoldenSuites.BundledFolder, "forward")))
            {
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            }

            Assert.NotEmpty(GoldenSuites.Forwards(copy));
            string expected = Path.Combine(copy, "expected.bin");
            byte[] bytes = File.ReadAllBytes(expected);
            bytes[1000] ^= 1;
            File.WriteAllBytes(expected, bytes);
            Assert.Contains("sha256", Assert.Throws<InvalidDataException>(() => GoldenSuites.Forwards(copy)).Message);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }
}
