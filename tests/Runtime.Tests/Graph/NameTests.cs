namespace Conv3DGen.Runtime.Tests.Graph;

/// <summary>Names that Keras gives by itself, in a copy of the library, because they are numbered over the whole process.</summary>
public class NameTests
{
    [Fact]
    public void LayersAndInputsAreNumberedApart()
    {
        using var library = new LibraryCopy();
        Assert.Equal("conv3d", library.CreateLayer().Name);
        Assert.Equal("conv3d_1", library.CreateLayer().Name);
        Assert.Equal("input", library.CreateInput());
        Assert.Equal("input_1", library.CreateInput());
        Assert.Equal("conv3d_2", library.CreateLayer().Name);
    }

    [Fact]
    public void ClearSessionStartsOver()
    {
        using var library = new LibraryCopy();
        Assert.Equal("conv3d", library.CreateLayer().Name);
        library.ClearSession();
        Assert.Equal("conv3d", library.CreateLayer().Name);
    }

    [Fact]
    public void NoTwoLayersOfAProcessShareAName()
    {
        string[] names = new string[1000];
        Parallel.For(0, names.Length, i => names[i] = new Conv3D(1, 1).Name);
        Assert.Equal(names.Length, names.Distinct().Count());
    }
}
