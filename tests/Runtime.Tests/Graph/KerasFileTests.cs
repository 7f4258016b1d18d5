using Conv3DGen.Graph;

namespace Conv3DGen.Runtime.Tests.Graph;

/// <summary>The axis order of layers that are given none comes from the user's keras.json.</summary>
public sealed class KerasFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("keras").FullName;

    private string FilePath => Path.Combine(_folder, "keras.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("""{"image_data_format": "channels_first"}""", DataFormat.ChannelsFirst)]
    [InlineData("""{"image_data_format": "channels_last"}""", DataFormat.ChannelsLast)]
    [InlineData("""{"floatx": "float32", "epsilon": 1e-07, "backend": "jax", "image_data_format": "channels_first"}""", DataFormat.ChannelsFirst)]
    [InlineData("""{"backend": "tensorflow"}""", DataFormat.ChannelsLast)]
    [InlineData("{}", DataFormat.ChannelsLast)]
    [InlineData("\uFEFF{\"image_data_format\": \"channels_first\"}", DataFormat.ChannelsFirst)]
    [InlineData("""{"other": {"image_data_format": "channels_first"}}""", DataFormat.ChannelsLast)]
    [InlineData("""{"image_data_format": {"a": [1]}, "image_data_format": "channels_first", "b": []}""", DataFormat.ChannelsFirst)]
    [InlineData("""{"image_data_format": "channels\u005ffirst"}""", DataFormat.ChannelsFirst)]
    public void TheEntryIsTheAxisOrder(string json, DataFormat expected)
    {
        File.WriteAllText(FilePath, json);
        Assert.Equal(expected, KerasFile.ReadImageDataFormat(FilePath));
    }

    [Fact]
    public void WithoutAFileChannelsAreLast() => Assert.Equal(DataFormat.ChannelsLast, KerasFile.ReadImageDataFormat(FilePath));

    [Theory]
    [InlineData("", "is not JSON")]
    [InlineData("{\"image_data_format\": ", "is not JSON")]
    [InlineData("\0\u0001\u0002", "is not JSON")]
    [InlineData("{\"image_data_format\": \"channels_first\"", "is not JSON")]
    [InlineData("[1", "is not JSON")]
    [InlineData("[]", "holds JSON of kind Array; it must hold an object")]
    [InlineData("12", "holds JSON of kind Number; it must hold an object")]
    [InlineData("""{"image_data_format": {"a": [1]}}""", "has image_data_format {\"a\": [1]}; it must be")]
    [InlineData("""{"image_data_format": "NCHW"}""", "has image_data_format \"NCHW\"; it must be \"channels_last\" or \"channels_first\"")]
    [InlineData("""{"image_data_format": "Channels_First"}""", "has image_data_format \"Channels_First\"; it must be")]
    [InlineData("""{"image_data_format": 1}""", "has image_data_format 1; it must be")]
    [InlineData("""{"image_data_format": null}""", "has image_data_format null; it must be")]
    public void ABrokenFileIsNamed(string json, string message)
    {
        File.WriteAllText(FilePath, json);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => KerasFile.ReadImageDataFormat(FilePath));
        Assert.Contains($"{FilePath} {message}", error.Message);
    }

    [Theory]
    [InlineData(null, ".keras")]
    [InlineData("", ".keras")]
    [InlineData("elsewhere", "elsewhere")]
    public void TheFolderIsThatOfTheVariableOrOfTheUser(string? variable, string folder)
    {
        string path = KerasFile.Locate(variable is "elsewhere" ? Path.Combine(_folder, variable) : variable, _folder);
        Assert.Equal(Path.Combine(_folder, folder, "keras.json"), path);
    }

    /// <summary>A program for a device is trimmed of the code that reads it.</summary>
    [Fact]
    public void TheFileIsNotReadWhereTheSwitchIsOff()
    {
        _ = Keras.ImageDataFormat; // this process's
        Environment.SetEnvironmentVariable("KERAS_HOME", _folder);
        try
        {
            Assert.True(KerasFile.IsRead);
            AppContext.SetSwitch("Conv3DGen.ReadsKerasFile", false);
            Assert.False(KerasFile.IsRead);
            File.WriteAllText(FilePath, "{");
            using var library = new LibraryCopy();
            Assert.Equal("ChannelsLast", library.CreateLayer().DataFormat);
        }
        finally
        {
            AppContext.SetSwitch("Conv3DGen.ReadsKerasFile", true);
            Environment.SetEnvironmentVariable("KERAS_HOME", null);
        }
    }

    /// <summary>In a copy of the library, because a process reads the file once.</summary>
    [Fact]
    public void LayersWithoutAxisOrderTakeTheFiles()
    {
        DataFormat own = Keras.ImageDataFormat; // this process's, read before the variable is set
        string? before = Environment.GetEnvironmentVariable("KERAS_HOME");
        Environment.SetEnvironmentVariable("KERAS_HOME", _folder);
        try
        {
            using var library = new LibraryCopy();
            File.WriteAllText(FilePath, "{");
            Exception error = Assert.Throws<InvalidDataException>(() => library.CreateLayer());
            Assert.Contains(FilePath, error.Message);

            File.WriteAllText(FilePath, """{"image_data_format": "channels_first"}""");
            Assert.Equal("ChannelsFirst", library.CreateLayer().DataFormat);
            Assert.Equal("ChannelsLast", library.CreateLayer("channels_last").DataFormat);

            File.WriteAllText(FilePath, """{"image_data_format": "channels_last"}""");
            Assert.Equal("ChannelsFirst", library.CreateLayer().DataFormat);
        }
        finally
        {
            Environment.SetEnvironmentVariable("KERAS_HOME", before);
        }

        Assert.Equal(own, new Conv3D(1, 1).DataFormat);
    }
}
