using System.Net;
using Quickstart.Tests.Support;

namespace Quickstart.Tests.EndToEnd;

/// <summary>The whole program, in this process.</summary>
public sealed class CommandLineTests : IDisposable
{
    private static readonly string Anatomical = Path.Combine(AppContext.BaseDirectory, "data", "anatomical.nii");
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Writes_a_report_of_a_real_volume()
    {
        string report = _folder["report.html"];

        (int code, string output, string error) = Run("--input", Anatomical, "--output", report, "--rounds", "1");

        Assert.Equal((0, ""), (code, error));
        Assert.Contains(report, output.ReplaceLineEndings(""));
        Assert.All(["smooth", "gradient", "blobs", "mix", "max difference"], text => Assert.Contains(text, output));
        string page = WebUtility.HtmlDecode(File.ReadAllText(report));
        Assert.Contains("<h1>anatomical.nii</h1>", page);
        Assert.Contains("33 × 41 × 25", page);
        Assert.Equal(6 + 8 + 16 + 16 + 8, page.Split("data:image/png").Length - 1);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 1, 70)]
    [InlineData(90, 1, 2)]
    public void The_thinnest_volumes_make_a_report_too(short i, short j, short k)
    {
        string input = _folder.Add("thin.nii", new NiftiBuilder { Dim = [3, i, j, k, 1, 1, 1, 1] }.Build());

        (int code, _, string error) = Run("--input", input, "--output", _folder["thin.html"], "--rounds", "1");

        Assert.Equal((0, ""), (code, error));
        Assert.Contains($"{i} × {j} × {k}", WebUtility.HtmlDecode(File.ReadAllText(_folder["thin.html"])));
    }

    [Theory]
    [InlineData("--rounds is '0'; expected a whole number from 1 to 1000", "--rounds", "0")]
    [InlineData("--rounds is '-3'; expected", "--rounds", "-3")]
    [InlineData("--rounds is 'many'; expected", "--rounds", "many")]
    [InlineData("--rounds is '99999999999'; expected", "--rounds", "99999999999")]
    [InlineData("--volume is '-1'; expected a whole number at least 0", "--volume", "-1")]
    [InlineData("volume 2 was asked for, but the file has 2", "--volume", "2")]
    [InlineData("'--bogus'", "--bogus")]
    [InlineData("'--input'", "--input")]
    [InlineData("no such file", "--input", "nowhere.nii")]
    [InlineData("cannot be read", "--input", "")]
    public void Bad_options_give_one_line_and_code_1(string expected, params string[] args) => AssertRefused(expected, args);

    [Fact]
    public void A_bad_file_gives_one_line_and_code_1_and_no_report()
    {
        string bad = _folder.Add("bad\nname.nii", File.ReadAllBytes(Anatomical)[..5000]); // Even with a line break in its name.

        AssertRefused("bad?name.nii: truncated", "--input", bad, "--output", _folder["report.html"]);

        Assert.False(File.Exists(_folder["report.html"]));
    }

    [Fact]
    public void The_report_never_replaces_the_input()
    {
        string copy = _folder.Add("copy.nii", File.ReadAllBytes(Anatomical));

        AssertRefused("--output names the input file", "--input", copy, "--output", copy);

        Assert.Equal(File.ReadAllBytes(Anatomical), File.ReadAllBytes(copy));
    }

    [Fact]
    public void A_report_that_cannot_be_written_gives_one_line_and_code_1()
    {
        AssertRefused("no such directory", "--input", Anatomical, "--output", _folder[Path.Combine("nowhere", "report.html")]);
        AssertRefused("is a directory", "--input", Anatomical, "--output", _folder[""]);
    }

    [Fact]
    public void Help_lists_the_options()
    {
        (int code, string output, string error) = Run("--help");

        Assert.Equal((0, ""), (code, error));
        Assert.All(["--input", "--output", "--rounds", "--volume"], option => Assert.Contains(option, output));
    }

    private static void AssertRefused(string expected, params string[] args)
    {
        (int code, string output, string error) = Run(args);

        Assert.Equal(1, code);
        Assert.Equal("", output);
        Assert.StartsWith("error: ", error);
        Assert.Contains(expected, error);
        Assert.Equal(1, error.Count(c => c == '\n'));
    }

    private static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = CommandLine.Run(args, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
