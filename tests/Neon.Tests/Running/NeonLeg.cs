using Conv3DGen.Neon.Protocol;
using Conv3DGen.Neon.Tests.Building;
using Conv3DGen.Neon.Tests.Cases;
using Conv3DGen.Neon.Tests.Emission;

namespace Conv3DGen.Neon.Tests.Running;

/// <summary>What all tests share: one arm64 program, and one run of it over all cases.</summary>
internal static class NeonLeg
{
    private static readonly Lazy<SortedDictionary<string, string>> s_files = new(() => KernelFiles.Create(NeonSuite.Named, NeonSuite.Registered));
    private static readonly Lazy<(NeonProgram? Program, string? Error)> s_program = new(Build);
    private static readonly Lazy<Dictionary<string, NeonAnswer>> s_answers = new(() => Emulation.Run(Program, NeonSuite.Jobs()).ToDictionary(a => a.Name));

    /// <summary>The sources of the kernels by file name.</summary>
    public static IReadOnlyDictionary<string, string> Files => s_files.Value;

    /// <summary>Why there is no program; null where there is one.</summary>
    public static string? BuildError => s_program.Value.Error;

    public static NeonProgram Program => s_program.Value.Program ?? throw new InvalidOperationException($"There is no arm64 program: see {nameof(ProgramTests)}.");

    /// <summary>What arm64 made of a case.</summary>
    public static NeonAnswer Answer(NeonCase question) => s_answers.Value[question.Name];

    private static (NeonProgram? Program, string? Error) Build()
    {
        try
        {
            return (NeonProgram.Build(Files), null);
        }
        catch (Exception exception)
        {
            return (null, exception.Message);
        }
    }
}
