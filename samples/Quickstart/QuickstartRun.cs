using Quickstart.Features;
using Quickstart.Measuring;
using Quickstart.Nifti;
using Quickstart.Report;
using Spectre.Console;

namespace Quickstart;

/// <summary>One run, start to end: read, prepare, convolve and measure, report.</summary>
internal static class QuickstartRun
{
    /// <summary>What the pictures after show: this map of the last layer, and those below laid over it.</summary>
    private const string Backdrop = "sharpened";

    private static readonly (string Channel, Colour Colour)[] Overlays =
    [
        ("fine edges", Colour.Amber),
        ("large bright", Colour.Teal),
        ("large dark", Colour.Violet),
    ];

    /// <summary>Does it all.</summary>
    /// <exception cref="UserErrorException">The input cannot be used or the report cannot be written.</exception>
    public static void Run(QuickstartOptions options, TextWriter output)
    {
        IAnsiConsole console = CreateConsole(output);
        Volume volume = NiftiFile.Read(options.Input, options.Volume);
        ReportFile.Check(options.Output, options.Input);
        MemoryNeed.Check(options.Input, volume.Grid, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        console.MarkupLineInterpolated($"[bold]{Path.GetFileName(options.Input)}[/]: {volume.Grid} voxels of {volume.Header.VoxelSize}, {volume.Header.DataType.Name}");

        var image = new FeatureMaps(InputPreparation.Normalise(volume.Voxels), volume.Grid, Margin: 0, Channels: 1);
        ContentBox box = ContentBox.Of(image);
        Slice[] slices = [.. Plane.All.Select(plane => new Slice(plane, volume.Header.Orientation, box, volume.Header.VoxelSize))];

        (LayerReport[] layers, FeatureMaps features) = RunLayers(console, image, slices[0], options.Rounds);
        console.Write(ConsoleTable.Of(layers));
        string machine = MachineFacts.Describe();
        console.WriteLine(machine);

        ReportFile.Write(options.Output, HtmlReport.Render(new()
        {
            FileName = Path.GetFileName(options.Input),
            Volume = volume,
            Slices = [.. slices.Select(slice => new BeforeAfter(Picture.OfImage(image, slice), After(features, layers[^1].Layer.Bank, slice)))],
            Backdrop = Backdrop,
            Legend = [.. Overlays.Select(overlay => (overlay.Channel, overlay.Colour))],
            Layers = layers,
            Rounds = options.Rounds,
            Machine = machine,
        }));
        console.MarkupLineInterpolated($"Report: [bold]{Path.GetFullPath(options.Output)}[/]");
    }

    /// <summary>Colours and a moving progress bar on a terminal; plain lines, wide enough for the table, in a file or a pipe.</summary>
    private static IAnsiConsole CreateConsole(TextWriter output)
    {
        var target = new AnsiConsoleOutput(output);
        IAnsiConsole console = AnsiConsole.Create(new()
        {
            Out = target,
            Ansi = target.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = target.IsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
        console.Profile.Width = target.IsTerminal ? console.Profile.Width : 120;
        return console;
    }

    /// <summary>Sends the image through the stack. Each layer's pictures are drawn at once, so that its maps need not be kept.</summary>
    private static (LayerReport[] Layers, FeatureMaps Features) RunLayers(IAnsiConsole console, FeatureMaps image, Slice slice, int rounds)
    {
        int margin = FeatureStack.Reach;
        var maps = new FeatureMaps(InputPreparation.Extend(image.Values, image.Volume, margin), image.Volume, margin, Channels: 1);
        var reports = new List<LayerReport>();
        console.Progress().Start(progress =>
        {
            ProgressTask[] tasks = [.. FeatureStack.Layers.Select(layer => progress.AddTask(layer.Name, autoStart: false, maxValue: rounds + 1))];
            foreach ((FeatureLayer layer, ProgressTask task) in FeatureStack.Layers.Zip(tasks))
            {
                task.StartTask();
                (maps, LayerMeasurement measurement) = LayerBenchmark.Run(layer, maps, rounds, () => task.Increment(1));
                Picture[] channels = [.. Enumerable.Range(0, maps.Channels).Select(channel => Picture.OfChannel(maps, channel, slice))];
                reports.Add(new(layer, measurement, channels));
            }
        });
        return ([.. reports], maps);
    }

    private static Picture After(FeatureMaps features, FilterBank mix, Slice slice) => Picture.Composite(
        features,
        mix.Channel(Backdrop),
        [.. Overlays.Select(overlay => (mix.Channel(overlay.Channel), overlay.Colour))],
        slice);
}
