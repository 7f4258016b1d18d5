using System.Text.RegularExpressions;
using Conv3DGen.Generator.Tests.Helpers;

namespace Conv3DGen.Generator.Tests.Docs;

/// <summary>What the README shows is what a user can type.</summary>
public partial class ReadmeTests
{
    [Fact]
    public void Its_first_example_is_a_program_that_compiles_with_generated_kernels()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md")).ReplaceLineEndings("\n");
        string example = CSharp().Match(readme).Groups[1].Value;
        Assert.NotEmpty(example);

        GeneratorRun run = GeneratorRun.Clean(TestProject.Program(example));

        Assert.Contains(run.Requests, request => request.Property is null);
        Assert.Contains(run.Requests, request => request.Property is not null);
        Assert.All(run.Requests, request => Assert.Contains($"{request.Name} (", example, StringComparison.Ordinal)); // the KernelName it shows
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharp();
}
