using Conv3DGen.Generator.Tests.Helpers;

namespace Conv3DGen.Generator.Tests.Emission;

/// <summary>Emitted code as a reviewer sees it: snapshots/kernels.</summary>
[UsesVerify]
public class SnapshotTests
{
    public static TheoryData<string> Scenarios => [.. Scenario.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Emitted_files_are_as_reviewed(string name)
    {
        Scenario scenario = Scenario.All.Single(s => s.Name == name);
        GeneratorRun run = GeneratorRun.Clean(scenario.Source);
        var differences = new List<string>();
        foreach (string snapshot in scenario.Snapshots)
        {
            try
            {
                await Snapshots.Verify(Scenario.FileOf(run, snapshot), scenario.Folder, snapshot, "cs");
            }
            catch (Exception difference)
            {
                differences.Add(difference.Message); // the other files shall be received too
            }
        }

        Assert.True(differences.Count == 0, string.Join("\n\n", differences));
    }
}
