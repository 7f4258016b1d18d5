namespace Quickstart;

/// <summary>A file or an option that cannot be used. The message is the one line that the user sees after "error: ".</summary>
internal sealed class UserErrorException(string message) : Exception(message);
