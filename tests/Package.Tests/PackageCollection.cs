namespace Conv3DGen.Package.Tests;

/// <summary>One package for all tests, which use it one after another.</summary>
[CollectionDefinition(Name)]
public class PackageCollection : ICollectionFixture<PackageFixture>
{
    public const string Name = "package";
}
