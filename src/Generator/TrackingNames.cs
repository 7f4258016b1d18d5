namespace Conv3DGen.Generator;

/// <summary>The names under which tests watch the incremental steps.</summary>
internal static class TrackingNames
{
    public const string Parsed = "Parsed";
    public const string MissingSettings = "MissingSettings";
    public const string IsaChoice = "IsaChoice";
    public const string Isas = "Isas";
    public const string Diagnostics = "Diagnostics";
    public const string Requests = "Requests";
    public const string Plans = "Plans";
    public const string Strided = "Strided";
    public const string Taps = "Taps";
    public const string Winograd = "Winograd";
    public const string Registered = "Registered";

    public static readonly IReadOnlyList<string> All = [Parsed, MissingSettings, IsaChoice, Isas, Diagnostics, Requests, Plans, Strided, Taps, Winograd, Registered];
}
