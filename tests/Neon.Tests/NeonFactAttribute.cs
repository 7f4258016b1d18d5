using System.Runtime.CompilerServices;
using Conv3DGen.Neon.Tests.Building;

namespace Conv3DGen.Neon.Tests;

/// <summary>A fact that needs the arm64 tools. Without them it is skipped, saying how to get them; where CI is true it fails.</summary>
internal sealed class NeonFactAttribute : FactAttribute
{
    public NeonFactAttribute([CallerMemberName] string name = "")
    {
        if (Toolchain.SkipReason is { } reason)
        {
            Skip = reason;
            DisplayName = $"{name}: {reason}"; // the console shows names, but no reasons
        }
    }
}

/// <summary>A theory that needs the arm64 tools.</summary>
internal sealed class NeonTheoryAttribute : TheoryAttribute
{
    public NeonTheoryAttribute() => Skip = Toolchain.SkipReason;
}
