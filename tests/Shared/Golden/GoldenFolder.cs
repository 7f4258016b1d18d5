using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Conv3DGen.Testing.Golden;

/// <summary>One suite on disk, its files checked against the manifest.</summary>
internal sealed class GoldenFolder
{
    private const string ManifestName = "manifest.json";

    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new Int3Converter() },
    };

    private readonly string _folder;
    private readonly byte[] _manifest;

    public GoldenFolder(string folder)
    {
        _folder = folder;
        _manifest = File.ReadAllBytes(Path.Combine(folder, ManifestName));
        Header = Read<ManifestHeader>();
        Require(Header.Format == "conv3d-golden/1", $"format is \"{Header.Format}\"");
        Require(Header.Prng == "splitmix64-24", $"prng is \"{Header.Prng}\"");
        if (Header.PrngSelftest is { } test)
        {
            Require(SplitMix24.Values(test.Seed, 1, test.F32.Length).SequenceEqual(test.F32), "the generator fails prng_selftest");
        }
    }

    public ManifestHeader Header { get; }

    /// <summary>All folders at or below <paramref name="root"/> that hold a manifest, in a stable order.</summary>
    public static IEnumerable<string> Find(string root)
        => Directory.EnumerateFiles(root, ManifestName, SearchOption.AllDirectories).Select(f => Path.GetDirectoryName(f)!).Order(StringComparer.Ordinal);

    public TManifest Read<TManifest>() => JsonSerializer.Deserialize<TManifest>(_manifest, s_options)!;

    /// <summary>All floats of the expected file.</summary>
    public float[] Expected()
    {
        float[] floats = MemoryMarshal.Cast<byte, float>(Bytes(Header.ExpectedFile, Header.ExpectedSha256)).ToArray();
        Require(floats.Length == Header.ExpectedFloats, $"{Header.ExpectedFile} has {floats.Length} floats, not {Header.ExpectedFloats}");
        return floats;
    }

    /// <summary>The input file's int16 values over 32768, or null where the suite generates its inputs.</summary>
    public float[]? InputValues()
    {
        if (Header.InputFile is not { } file)
        {
            return null;
        }

        short[] raw = MemoryMarshal.Cast<byte, short>(Bytes(file, Header.InputSource?.Sha256)).ToArray();
        return Array.ConvertAll(raw, v => v / 32768f);
    }

    public void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new InvalidDataException($"Golden suite {_folder}: {otherwise}.");
        }
    }

    private byte[] Bytes(string file, string? sha256)
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(_folder, file));
        string actual = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Require(sha256 is null || string.Equals(actual, sha256, StringComparison.OrdinalIgnoreCase), $"{file} has sha256 {actual}, not {sha256}");
        return bytes;
    }
}
