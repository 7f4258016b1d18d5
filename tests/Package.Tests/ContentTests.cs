using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Conv3DGen.Package.Tests;

/// <summary>What is in the package, and nothing else.</summary>
[Collection(PackageCollection.Name)]
public class ContentTests(PackageFixture package)
{
    [Fact]
    public void ThePackageHasTheseFiles() => Assert.Equal(
        [
            "Conv3DGen.nuspec",
            "LICENSE",
            "README.md",
            "analyzers/dotnet/cs/Conv3DGen.Generator.dll",
            "build/Conv3DGen.props",
            "build/Conv3DGen.targets",
            "buildTransitive/Conv3DGen.props",
            "buildTransitive/Conv3DGen.targets",
            "lib/net10.0/Conv3DGen.dll",
            "lib/net10.0/Conv3DGen.xml",
            "lib/net8.0/Conv3DGen.dll",
            "lib/net8.0/Conv3DGen.xml",
        ],
        Files(package.Nupkg));

    [Fact]
    public void TheSymbolsAreThoseOfTheLibrary() => Assert.Equal(
        ["Conv3DGen.nuspec", "lib/net10.0/Conv3DGen.pdb", "lib/net8.0/Conv3DGen.pdb"],
        Files(package.Snupkg));

    /// <summary>A stack trace of the generator has lines.</summary>
    [Fact]
    public void TheGeneratorHasItsSymbolsInside()
    {
        using var generator = new PEReader([.. package.Bytes("analyzers/dotnet/cs/Conv3DGen.Generator.dll")]);
        Assert.Contains(generator.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
    }

    /// <summary>A package's page has no files beside it.</summary>
    [Fact]
    public void TheReadmeIsThatOfTheRepositoryWithoutLinksToItsFiles()
    {
        string packed = Encoding.UTF8.GetString(package.Bytes("README.md"));
        Assert.DoesNotMatch(@"\]\((?!https?:)", packed);
        Assert.Equal(Words(File.ReadAllText(Path.Combine(Places.RepositoryRoot, "README.md"))), Words(packed));

        static string[] Words(string text) => Regex.Replace(text, @"\]\([^)]*\)", "").Replace("[", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    [Theory]
    [InlineData("net8.0")]
    [InlineData("net10.0")]
    public void ItDependsOnNothingThatOnlyBuildsIt(string framework)
    {
        XElement group = Assert.Single(Nuspec().Descendants(), e => e.Name.LocalName == "group" && (string?)e.Attribute("targetFramework") == framework);
        Assert.Equal(["System.IO.Hashing", "System.Numerics.Tensors"], group.Elements().Select(e => (string?)e.Attribute("id")).Order());
    }

    [Fact]
    public void ItSaysItsLicenceAndShowsTheReadme()
    {
        Dictionary<string, string> metadata = Nuspec().Descendants().Where(e => !e.HasElements).DistinctBy(e => e.Name.LocalName).ToDictionary(e => e.Name.LocalName, e => e.Value);
        Assert.Equal("MIT", metadata["license"]);
        Assert.Equal("README.md", metadata["readme"]);
    }

    private XDocument Nuspec() => XDocument.Load(new MemoryStream(package.Bytes("Conv3DGen.nuspec")));

    /// <summary>The entries, without those that every package has for itself.</summary>
    private static IEnumerable<string> Files(string path)
    {
        using ZipArchive zip = ZipFile.OpenRead(path);
        return [.. zip.Entries
            .Select(entry => entry.FullName)
            .Where(name => name != "[Content_Types].xml" && !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
    }
}
