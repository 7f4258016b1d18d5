using Xunit.Sdk;

namespace Conv3DGen.Generator.Tests.Guards;

/// <summary>The small stand-in for Verify.Xunit keeps Verify's conventions.</summary>
public sealed class VerifierTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("verifier").FullName;

    private string Received => Path.Combine(_folder, "deep", "Text.received.txt");

    private string Verified => Path.Combine(_folder, "deep", "Text.verified.txt");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Without_a_verified_file_it_fails_and_writes_received()
    {
        XunitException failure = await Assert.ThrowsAsync<XunitException>(() => Verify("one\ntwo"));

        Assert.Contains("there is no verified file", failure.Message, StringComparison.Ordinal);
        Assert.Contains(Received, failure.Message, StringComparison.Ordinal);
        Assert.Contains(Verified, failure.Message, StringComparison.Ordinal);
        Assert.Equal([0xEF, 0xBB, 0xBF, .. "one\ntwo"u8], await File.ReadAllBytesAsync(Received));
        Assert.False(File.Exists(Verified));
    }

    [Fact]
    public async Task Renaming_received_accepts_it()
    {
        await Assert.ThrowsAsync<XunitException>(() => Verify("text"));
        File.Move(Received, Verified);

        await Verify("text");
    }

    [Theory]
    [InlineData("one\ntwo\nthree", "one\n2\nthree", "line 2 differs.\n  received: 2\n  verified: two")]
    [InlineData("one\ntwo", "one", "line 2 differs.\n  received: (end of file)\n  verified: two")]
    [InlineData("one", "one\n\ntwo", "line 2 differs.\n  received: \n  verified: (end of file)")]
    public async Task A_difference_is_shown_by_its_first_line_and_received_is_written(string verified, string received, string expected)
    {
        Accept(verified);

        XunitException failure = await Assert.ThrowsAsync<XunitException>(() => Verify(received));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.Equal(received, await File.ReadAllTextAsync(Received));
        Assert.Equal(verified, await File.ReadAllTextAsync(Verified));
    }

    [Fact]
    public async Task A_match_deletes_an_old_received_file()
    {
        Accept("text");
        await File.WriteAllTextAsync(Received, "old");

        await Verify("text");

        Assert.False(File.Exists(Received));
    }

    [Theory]
    [InlineData("one\ntwo", "one\r\ntwo")]
    [InlineData("one\r\ntwo", "one\ntwo")]
    [InlineData("\uFEFFone", "one")]
    [InlineData("one\n", "one")]
    public async Task Newlines_byte_order_mark_and_a_final_newline_are_no_difference(string verified, string received)
    {
        Accept(verified);

        await Verify(received);
    }

    [Theory]
    [InlineData("one\n\n", "one")]
    [InlineData("one", "one\n")]
    [InlineData("one ", "one")]
    public async Task Any_other_white_space_is(string verified, string received)
    {
        Accept(verified);

        await Assert.ThrowsAsync<XunitException>(() => Verify(received));
    }

    private void Accept(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Verified)!);
        File.WriteAllText(Verified, text);
    }

    private async Task Verify(string text)
    {
        var settings = new VerifySettings();
        settings.UseDirectory(Path.Combine(_folder, "deep"));
        settings.UseFileName("Text");
        await Verifier.Verify(text, "txt", settings);
    }
}
