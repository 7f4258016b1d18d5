using System.Text.Json;
using System.Text.Json.Serialization;

namespace Conv3DGen.Testing.Golden;

/// <summary>The top of a manifest.json: what every kind of suite has.</summary>
public record ManifestHeader
{
    public required string Format { get; init; }

    public required string Suite { get; init; }

    /// <summary>"forward", "network" or "gradient".</summary>
    public required string Kind { get; init; }

    public required string ExpectedFile { get; init; }

    public required string ExpectedSha256 { get; init; }

    public required int ExpectedFloats { get; init; }

    public required string Prng { get; init; }

    public PrngSelfTest? PrngSelftest { get; init; }

    /// <summary>A file of int16 values that replaces the generated input of a network.</summary>
    public string? InputFile { get; init; }

    public InputSource? InputSource { get; init; }
}

/// <summary>A manifest of kind "forward".</summary>
public sealed record ForwardManifest : ManifestHeader
{
    public required IReadOnlyList<ForwardEntry> Cases { get; init; }
}

/// <summary>A manifest of kind "network".</summary>
public sealed record NetworkManifest : ManifestHeader
{
    public required IReadOnlyList<NetworkEntry> Networks { get; init; }
}

/// <summary>What the generator must give for a seed.</summary>
public sealed record PrngSelfTest(ulong Seed, string[] U64Hex, float[] F32);

/// <summary>Where an input file comes from.</summary>
public sealed record InputSource(string? Sha256);

/// <summary>One forward case: one layer on one generated input.</summary>
public sealed record ForwardEntry
{
    public required string Name { get; init; }

    public string? Tag { get; init; }

    public required LayerEntry Layer { get; init; }

    /// <summary>2 or 3: which definition of hard_sigmoid applies.</summary>
    public int KerasVersion { get; init; } = 3;

    public required int[] InputShape { get; init; }

    public required int[] KernelShape { get; init; }

    public int[]? BiasShape { get; init; }

    public required int[] OutputShape { get; init; }

    public int[]? PadBefore { get; init; }

    public int[]? PadAfter { get; init; }

    public required Dictionary<string, ulong> Seeds { get; init; }

    public required Dictionary<string, double> Scales { get; init; }

    public required Dictionary<string, float[]> Head { get; init; }

    public required Slice Expected { get; init; }

    public required Tolerance Tolerance { get; init; }
}

/// <summary>Layers applied in order.</summary>
public sealed record NetworkEntry
{
    public required string Name { get; init; }

    public required int[] InputShape { get; init; }

    public required int[] OutputShape { get; init; }

    public Dictionary<string, ulong> Seeds { get; init; } = [];

    public Dictionary<string, double> Scales { get; init; } = [];

    public required IReadOnlyList<NetworkLayerEntry> Layers { get; init; }

    public required Slice Expected { get; init; }

    public required Tolerance Tolerance { get; init; }

    public long? Params { get; init; }
}

/// <summary>One layer of a network and what the reference found in its float64 output.</summary>
public sealed record NetworkLayerEntry
{
    public required LayerEntry Layer { get; init; }

    public required int[] KernelShape { get; init; }

    public int[]? BiasShape { get; init; }

    public required Dictionary<string, ulong> Seeds { get; init; }

    public required Dictionary<string, double> Scales { get; init; }

    public required int[] OutputShape { get; init; }

    public LayerStats? Stats { get; init; }
}

/// <summary>Figures of a layer's float64 output.</summary>
public sealed record LayerStats(double Sum, double SumSq, double MaxAbs, double[]? Head, double[]? Tail);

/// <summary>A layer in Keras's form.</summary>
public sealed record LayerEntry(string ClassName, LayerConfig Config);

/// <summary>The keys of Keras's <c>get_config</c> that matter to a forward pass.</summary>
public sealed record LayerConfig
{
    public required int Filters { get; init; }

    public required Int3 KernelSize { get; init; }

    public Int3 Strides { get; init; } = 1;

    public string Padding { get; init; } = "valid";

    public string? DataFormat { get; init; }

    public Int3 DilationRate { get; init; } = 1;

    public int Groups { get; init; } = 1;

    /// <summary>A name, null, or an object.</summary>
    public JsonElement Activation { get; init; }

    public bool UseBias { get; init; } = true;
}

/// <summary>A run of floats in the expected file.</summary>
public sealed record Slice(int Offset, int Count);

/// <summary>|actual - expected| &lt;= Abs + Rel * |expected|.</summary>
public sealed record Tolerance(double Abs, double Rel);

/// <summary>Reads Keras's size arguments: one integer or three.</summary>
internal sealed class Int3Converter : JsonConverter<Int3>
{
    public override Int3 Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return reader.GetInt32();
        }

        int[] values = JsonSerializer.Deserialize<int[]>(ref reader, options) ?? [];
        return values switch
        {
            [int all] => all,
            [int depth, int height, int width] => (depth, height, width),
            _ => throw new JsonException($"A size has {values.Length} entries; expected an integer, or 1 or 3 of them."),
        };
    }

    public override void Write(Utf8JsonWriter writer, Int3 value, JsonSerializerOptions options) => throw new NotSupportedException();
}
