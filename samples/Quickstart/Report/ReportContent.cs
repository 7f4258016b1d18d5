using Quickstart.Features;
using Quickstart.Measuring;
using Quickstart.Nifti;

namespace Quickstart.Report;

/// <summary>A layer with its measurement and a picture of each of its output channels.</summary>
internal sealed record LayerReport(FeatureLayer Layer, LayerMeasurement Measurement, IReadOnlyList<Picture> Channels);

/// <summary>A slice of the volume and of what the stack made of it.</summary>
internal sealed record BeforeAfter(Picture Before, Picture After);

/// <summary>Everything the page shows.</summary>
internal sealed record ReportContent
{
    /// <summary>The input file's name, as the user knows it.</summary>
    public required string FileName { get; init; }

    public required Volume Volume { get; init; }

    /// <summary>One per plane.</summary>
    public required IReadOnlyList<BeforeAfter> Slices { get; init; }

    /// <summary>The map that the pictures after are drawn on.</summary>
    public required string Backdrop { get; init; }

    /// <summary>The maps laid over it, and their colours.</summary>
    public required IReadOnlyList<(string Name, Colour Colour)> Legend { get; init; }

    /// <summary>First to last.</summary>
    public required IReadOnlyList<LayerReport> Layers { get; init; }

    /// <summary>Timed runs behind each median.</summary>
    public required int Rounds { get; init; }

    /// <summary>Processor, runtime and operating system.</summary>
    public required string Machine { get; init; }
}
