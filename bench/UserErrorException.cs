namespace Conv3DGen.Bench;

/// <summary>An option or a file that cannot be used. The message is the one line that the user sees after "error: ".</summary>
internal sealed class UserErrorException(string message) : Exception(message);
