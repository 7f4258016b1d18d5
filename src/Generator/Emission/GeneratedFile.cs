namespace Conv3DGen.Generator.Emission;

/// <summary>One emitted file.</summary>
/// <param name="Hint">Its name.</param>
/// <param name="Text">Its source.</param>
internal sealed record GeneratedFile(string Hint, string Text);
