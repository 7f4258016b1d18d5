using System.Xml.Linq;

namespace Conv3DGen.Package.Tests;

/// <summary>Does what the documentation says, to the letter.</summary>
internal static class NewUser
{
    private static readonly string s_page = Read("docs/package.md");

    /// <summary>Follows the steps of "Start" in docs/package.md; the example is the one of README.md.</summary>
    /// <param name="dotnet">Runs dotnet in a folder and returns what it printed.</param>
    /// <param name="folder">Where to begin.</param>
    /// <returns>The folder where the steps end, and what the last one printed.</returns>
    public static (string Folder, string Output) Follow(Func<string, string[], string> dotnet, string folder)
    {
        string output = "";
        foreach (string step in Steps("## Start"))
        {
            switch (step.Split(' '))
            {
                case ["cd", string name]:
                    folder = Path.Combine(folder, name);
                    break;
                case ["#", "paste", ..]:
                    File.WriteAllText(Path.Combine(folder, "Program.cs"), Between(Read("README.md"), "```csharp\n", "```"));
                    break;
                case ["dotnet", .. string[] arguments]:
                    output = dotnet(folder, arguments);
                    break;
                default:
                    throw new InvalidDataException($"docs/package.md has a step that the test cannot do: {step}");
            }
        }

        return (folder, output);
    }

    /// <summary>The arguments of <c>dotnet publish -c Release</c> under a heading of docs/package.md.</summary>
    public static string[] PublishArguments(string heading)
        => Assert.Single(Steps(heading), step => step.StartsWith("dotnet publish ", StringComparison.Ordinal)).Split(' ')[4..];

    /// <summary>Sets in a project file what a section of docs/package.md shows as XML.</summary>
    public static void SetProperties(string projectFile, string heading)
    {
        var project = XElement.Load(projectFile);
        string shown = Between(Section(heading), "```xml\n", "```");
        foreach (XElement property in XElement.Parse($"<shown>{shown}</shown>").Elements())
        {
            project.Element("PropertyGroup")!.SetElementValue(property.Name, property.Value);
        }

        project.Save(projectFile);
    }

    private static string[] Steps(string heading)
        => [.. Section(heading).Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal)).Select(line => line.Trim())];

    private static string Section(string heading) => Between(s_page + "\n## ", heading + "\n", "\n## ");

    private static string Between(string text, string begin, string end)
    {
        int start = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        Assert.True(start >= begin.Length, $"'{begin.Trim()}' is missing.");
        return text[start..text.IndexOf(end, start, StringComparison.Ordinal)];
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(Places.RepositoryRoot, path));
}
