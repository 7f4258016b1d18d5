using System.Text;
using System.Text.RegularExpressions;

namespace Conv3DGen.Generator.Tests.Helpers;

/// <summary>The one place that knows where snapshots lie and what is scrubbed from them.</summary>
internal static partial class Snapshots
{
    /// <summary>Compares a text with snapshots/folder/name.verified.extension.</summary>
    public static async Task Verify(string text, string folder, string name, string extension)
    {
        var settings = new VerifySettings();
        settings.UseDirectory(Path.Combine(Repository.Snapshots, folder));
        settings.UseFileName(name);
        settings.AddScrubber(HideVersion);
        await Verifier.Verify(text, extension, settings);
    }

    private static void HideVersion(StringBuilder text)
    {
        string scrubbed = Version().Replace(text.ToString(), "GeneratedCode(\"Conv3DGen\", \"(version)\")]");
        text.Clear().Append(scrubbed);
    }

    [GeneratedRegex("""GeneratedCode\("Conv3DGen", "[^"]*"\)\]""")]
    private static partial Regex Version();
}
