using System.Text.Json.Serialization;

namespace Conv3DGen.Serialization;

/// <summary>What System.Text.Json needs to know of the layer's JSON at compile time, so that it trims and runs under NativeAOT.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(Int3Converter), typeof(KerasObjectConverter)])]
[JsonSerializable(typeof(KerasLayer))]
internal sealed partial class KerasJsonContext : JsonSerializerContext;
