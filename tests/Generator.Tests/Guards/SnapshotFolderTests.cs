using Conv3DGen.Generator.Tests.Diagnostics;
using Conv3DGen.Generator.Tests.Emission;
using Conv3DGen.Generator.Tests.Helpers;

namespace Conv3DGen.Generator.Tests.Guards;

/// <summary>The snapshots are few enough to review, and each belongs to a test.</summary>
public class SnapshotFolderTests
{
    private const int MaxFiles = 42;
    private const int MaxBytes = 600_000;

    private static IEnumerable<FileInfo> Verified
        => new DirectoryInfo(Repository.Snapshots).EnumerateFiles("*", SearchOption.AllDirectories).Where(f => !f.Name.Contains(".received.", StringComparison.Ordinal));

    [Fact]
    public void Each_belongs_to_a_test_and_none_is_missing()
    {
        IEnumerable<string> used =
        [
            "plans.verified.md",
            "api/Conv3DGen.verified.txt",
            .. DescriptorTests.All.Select(d => $"diagnostics/{d.Id}.verified.txt"),
            .. Scenario.All.SelectMany(s => s.Snapshots.Select(name => $"kernels/{s.Name}/{name}.verified.cs")),
        ];

        IEnumerable<string> found = Verified.Select(f => Path.GetRelativePath(Repository.Snapshots, f.FullName).Replace('\\', '/'));

        Assert.Equal(used.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void They_stay_few() => Assert.InRange(Verified.Count(), 1, MaxFiles);

    [Fact]
    public void They_stay_small() => Assert.InRange(Verified.Sum(f => f.Length), 1, MaxBytes);

    [Fact]
    public void Their_lines_end_with_a_newline_alone()
        => Assert.All(Verified, f => Assert.DoesNotContain('\r', File.ReadAllText(f.FullName)));
}
