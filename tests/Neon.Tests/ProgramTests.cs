using Conv3DGen.Neon.Tests.Emission;
using Conv3DGen.Neon.Tests.Running;

namespace Conv3DGen.Neon.Tests;

/// <summary>Whether there is anything to test. Where this fails, the other tests only say so.</summary>
public class ProgramTests
{
    [NeonFact]
    public void TheArm64ProgramBuilds() => Assert.True(NeonLeg.BuildError is null, NeonLeg.BuildError);

    /// <summary>Without this the build takes many times as long; see <see cref="SharedMicrokernels"/>.</summary>
    [NeonFact]
    public void OpenSpecsShareTheirMicrokernels()
    {
        IEnumerable<string> classes = NeonLeg.Files.Values.Where(text => text.Contains(" new DirectCode(", StringComparison.Ordinal));
        IEnumerable<string> sharing = classes.Where(text => !text.Contains("(TileArgs* ", StringComparison.Ordinal));
        Assert.InRange(sharing.Count(), classes.Count() / 2, classes.Count());
    }
}
