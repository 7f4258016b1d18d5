namespace Conv3DGen.Bench.Contenders;

/// <summary>Another library refuses a layer or fails. The message names the library and its reason.</summary>
internal sealed class PeerException(string message) : Exception(message);
