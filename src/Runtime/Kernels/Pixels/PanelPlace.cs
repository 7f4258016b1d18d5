using System.Runtime.CompilerServices;

namespace Conv3DGen.Kernels;

/// <summary>A run in one channel of one kernel row.</summary>
internal struct PanelPlace
{
    private int _row;
    private int _channel;
    private int _plane;

    /// <summary>The run.</summary>
    public int Run { get; private set; }

    /// <summary>From the first channel and kernel row to this one, in the source.</summary>
    public nint Source { get; set; }

    /// <summary>The same in the panel.</summary>
    public nint Panel { get; private set; }

    /// <summary>Goes on to the next one: all of a channel first, whose kernel rows share pages.</summary>
    /// <param name="steps">What lies between places.</param>
    /// <param name="runs">Runs of a panel.</param>
    /// <returns>Whether that was the last one.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Step(in PanelSteps steps, int runs) => ++Run == runs && NextRow(steps);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool NextRow(in PanelSteps steps)
    {
        Run = 0;
        if (++_row < steps.Rows)
        {
            Source += steps.SourceRow;
            Panel += steps.PanelRow;
            return false;
        }

        _row = 0;
        Source += steps.SourceChannel;
        Panel += steps.PanelChannel;
        if (++_channel < steps.Channels)
        {
            return false;
        }

        _channel = 0;
        Source += steps.SourcePlane;
        Panel += steps.PanelPlane;
        return ++_plane == steps.Planes;
    }
}

/// <summary>What lies between the places of a panel, in floats: from the last row of a channel to the next channel, and from behind the last channel to the next plane.</summary>
internal readonly struct PanelSteps
{
    /// <summary>Steps of a convolution.</summary>
    /// <param name="g">All sizes.</param>
    /// <param name="row">From one channel of a panel to the next.</param>
    public PanelSteps(ConvGeometry g, nint row)
    {
        LoopAxes loops = g.Loops;
        Rows = loops.Height.Kernel;
        Channels = g.InputChannelsPerGroup;
        Planes = loops.Depth.Kernel;
        SourceRow = g.Source.Height; // strided rows leave no taps out
        PanelRow = loops.Width.Kernel * Channels * row;
        SourceChannel = g.Source.Channel - ((Rows - 1) * SourceRow);
        PanelChannel = row - ((Rows - 1) * PanelRow);
        SourcePlane = (loops.Depth.Dilation * g.Source.Depth) - (Channels * g.Source.Channel);
        PanelPlane = (Rows * PanelRow) - (Channels * row);
    }

    public int Rows { get; }

    public int Channels { get; }

    public int Planes { get; }

    public nint SourceRow { get; }

    public nint PanelRow { get; }

    public nint SourceChannel { get; }

    public nint PanelChannel { get; }

    public nint SourcePlane { get; }

    public nint PanelPlane { get; }
}
