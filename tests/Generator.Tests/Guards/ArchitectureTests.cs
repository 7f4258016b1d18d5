using System.Text.RegularExpressions;
using Conv3DGen.Generator.Planning;
using Conv3DGen.Generator.Tests.Helpers;

namespace Conv3DGen.Generator.Tests.Guards;

/// <summary>Who may know whom, read from the sources. Comments do not count.</summary>
public partial class ArchitectureTests
{
    private const int MaxLines = 250;

    private static readonly string[] s_roomsAtTheBorder = ["Parsing/", "Diagnostics/", "Analysis/"];

    private static readonly IReadOnlyDictionary<string, string> s_generator = Repository.SourceFiles(Repository.Generator)
        .ToDictionary(file => Path.GetRelativePath(Repository.Generator, file).Replace('\\', '/'), file => Comment().Replace(File.ReadAllText(file), ""));

    [Fact]
    public void Only_the_rooms_at_the_border_know_Roslyn()
    {
        string[] border = ["Conv3DGenerator.cs", "Model/DiagnosticInfo.cs", "Model/LocationInfo.cs"];

        IEnumerable<string> users = s_generator.Where(f => f.Value.Contains("Microsoft.CodeAnalysis", StringComparison.Ordinal)).Select(f => f.Key);

        Assert.All(users, file => Assert.True(border.Contains(file) || s_roomsAtTheBorder.Any(room => file.StartsWith(room, StringComparison.Ordinal)), file));
        Assert.All(border, file => Assert.Contains(file, users));
    }

    /// <summary>Room, and the rooms it must not know: data flows one way.</summary>
    [Theory]
    [InlineData("Model", "Parsing", "Planning", "Emission", "Diagnostics", "Analysis")]
    [InlineData("Parsing", "Planning", "Emission", "Analysis")]
    [InlineData("Diagnostics", "Parsing", "Planning", "Emission", "Analysis")]
    [InlineData("Planning", "Parsing", "Emission", "Diagnostics", "Analysis")]
    [InlineData("Emission", "Parsing", "Diagnostics", "Analysis")]
    public void A_room_does_not_know_the_rooms_after_it(string room, params string[] others)
    {
        Dictionary<string, string> files = s_generator.Where(f => f.Key.StartsWith(room + "/", StringComparison.Ordinal)).ToDictionary();

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.All(others, other => Assert.DoesNotMatch($@"Conv3DGen\.Generator\.{other}|(?<![.\w]){other}\.[A-Z]", file.Value)));
    }

    [Fact]
    public void Only_the_tables_name_an_instruction_set()
    {
        string[] tables = ["Planning/Isas.cs", "Planning/TileTable.cs"];
        IEnumerable<KeyValuePair<string, string>> others = s_generator
            .Where(f => !tables.Contains(f.Key))
            .Select(f => KeyValuePair.Create(f.Key, IntrinsicsNamespace().Replace(f.Value, "")));

        Assert.All(others, file => Assert.DoesNotMatch(InstructionSet(), file.Value));
        Assert.All(Isas.All, isa => Assert.Matches(InstructionSet(), isa.Id));
    }

    [Fact]
    public void No_file_of_the_sources_is_long()
        => Assert.All(Repository.SourceFiles(Path.Combine(Repository.Root, "src")), file => Assert.InRange(File.ReadLines(file).Count(), 1, MaxLines));

    [Fact]
    public void The_wiring_stays_wiring() => Assert.InRange(s_generator["Conv3DGenerator.cs"].Count(c => c == '\n'), 1, 105);

    [Fact]
    public void Every_tracked_step_has_a_name_that_tests_watch()
    {
        MatchCollection used = TrackingName().Matches(s_generator["Conv3DGenerator.cs"]);

        Assert.Equal(TrackingNames.All.Order(StringComparer.Ordinal), used.Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"//[^\n]*")]
    private static partial Regex Comment();

    /// <summary>The name of an instruction set, or a question whether one is there.</summary>
    [GeneratedRegex("Avx512|Avx2|Neon|AVX|NEON|AdvSimd|IsSupported")]
    private static partial Regex InstructionSet();

    [GeneratedRegex(@"System\.Runtime\.Intrinsics\.\w+")]
    private static partial Regex IntrinsicsNamespace();

    [GeneratedRegex(@"WithTrackingName\(TrackingNames\.(\w+)\)")]
    private static partial Regex TrackingName();
}
