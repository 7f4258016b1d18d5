using Conv3DGen.Bench.CommandLine;

namespace Conv3DGen.Bench.Tests.CommandLine;

/// <summary>What the program says to those who ask for the impossible, in this process.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--layers has 'zz'; expected some of a, b, c", "layers", "--layers", "k1,zz")]
    [InlineData("--isa has 'sse'; expected some of", "layers", "--isa", "sse")]
    [InlineData("--threads is '0'; expected a whole number from 1 to 1024", "layers", "--threads", "1,0")]
    [InlineData("--threads is 'two'; expected", "layers", "--threads", "two")]
    [InlineData("--rounds is '-1'; expected a whole number from 1 to 1000", "layers", "--rounds", "-1")]
    [InlineData("--algorithms has 'magic'", "layers", "--algorithms", "magic")]
    [InlineData("--against has 'everyone'; expected some of fallback, onnxruntime, onednn, or all or none", "layers", "--against", "everyone")]
    [InlineData("is in a directory that does not exist", "layers", "--json", "nowhere/at/all.json")]
    [InlineData("is a directory", "layers", "--json", ".")]
    [InlineData("is a directory", "layers", "--html", ".")]
    [InlineData("is a directory", "layers", "--markdown", ".")]
    [InlineData("'--bogus'", "layers", "--bogus")]
    [InlineData("--only has 'everything'; expected some of call, smallest, packing, first, generator, edits, or all", "micro", "--only", "everything")]
    [InlineData("is a directory", "micro", "--markdown", ".")]
    [InlineData("Required command was not provided", "paint")]
    public void Bad_options_give_one_line_and_code_1(string expected, params string[] args)
    {
        (int code, string output, string error) = Run(args);

        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("error: ", error);
        Assert.Contains(expected, error);
        Assert.Equal(1, error.Count(c => c == '\n'));
    }

    [Fact]
    public void Help_lists_the_options()
    {
        (int code, string output, string error) = Run("layers", "--help");

        Assert.Equal((0, ""), (code, error));
        Assert.All(["--isa", "--threads", "--layers", "--algorithms", "--against", "--rounds", "--json", "--html", "--markdown"], option => Assert.Contains(option, output));
    }

    private static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = BenchProgram.Run(args, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
