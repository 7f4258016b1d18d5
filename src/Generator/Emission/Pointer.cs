namespace Conv3DGen.Generator.Emission;

/// <summary>Pointers in emitted code.</summary>
internal static class Pointer
{
    /// <summary>"p", or "p + 16".</summary>
    public static string Plus(string pointer, int floats) => floats == 0 ? pointer : $"{pointer} + {floats}";
}
