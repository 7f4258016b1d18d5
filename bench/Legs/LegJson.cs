using System.Text.Json.Serialization;

namespace Conv3DGen.Bench.Legs;

/// <summary>A leg's options and result as they travel between processes. A float64 that is not a number is a string there.</summary>
[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(LegOptions))]
[JsonSerializable(typeof(LegTimes))]
internal sealed partial class LegJson : JsonSerializerContext;
