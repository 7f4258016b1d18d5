using System.Runtime.CompilerServices;

namespace Conv3DGen.Runtime.Tests.Serialization;

/// <summary>A fact that needs numpy. Without it, it is skipped, saying how to get it; where CI is true it fails.</summary>
internal sealed class NumpyFactAttribute : FactAttribute
{
    public NumpyFactAttribute([CallerMemberName] string name = "")
    {
        if (Python.SkipReason is { } reason)
        {
            Skip = reason;
            DisplayName = $"{name}: {reason}"; // the console shows names, but no reasons
        }
    }
}
