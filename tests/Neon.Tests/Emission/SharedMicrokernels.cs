using System.Text.RegularExpressions;

namespace Conv3DGen.Neon.Tests.Emission;

/// <summary>
/// Compiles equal microkernels once: specs that differ only in what no microkernel knows have the same ones word for word, only the
/// factories differ. A file of another form, or with no microkernels of its own, is left as it is.
/// </summary>
internal sealed partial class SharedMicrokernels
{
    private readonly Dictionary<string, string> _classes = [];

    /// <summary>The file, or one with the same factory on microkernels that an earlier file has.</summary>
    public string Replace(string text)
    {
        Match file = EmittedFile().Match(text);
        if (!file.Success)
        {
            return text;
        }

        string head = file.Groups["head"].Value;
        string name = file.Groups["name"].Value;
        string factory = file.Groups["factory"].Value;
        string microkernels = file.Groups["microkernels"].Value;
        return _classes.TryAdd(microkernels, name)
            ? text.Replace("private static void", "internal static void", StringComparison.Ordinal)
            : head + name + "\n{\n" + Address().Replace(factory, $"&{_classes[microkernels]}.$1") + "}\n";
    }

    [GeneratedRegex(@"^(?<head>.*?\nnamespace .*? class )(?<name>\w+)\s*\{\n(?<factory>    internal static Conv3DKernel Create\(\).*?;\n)(?<microkernels>.+)\}\s*$", RegexOptions.Singleline)]
    private static partial Regex EmittedFile();

    /// <summary>The address of a microkernel of the file itself.</summary>
    [GeneratedRegex(@"&(\w+)(?!\w|\.)")]
    private static partial Regex Address();
}
