using Conv3DGen.Kernels;

namespace Conv3DGen.Winograd;

/// <summary>The parts of a thread's workspace, in floats.</summary>
internal readonly struct WinogradScratch
{
    /// <summary>Cuts a workspace.</summary>
    public WinogradScratch(WinogradPlan plan, WinogradLayout layout)
    {
        int lanes = plan.Code.Lanes;
        int columns = plan.ColumnsOf(plan.TilesPerRun);
        AxisTransform first = plan.First.Transform;
        int plane = plan.Row.Transform.Outputs * plan.Column.Transform.Outputs;
        Columns = CoreCache.Lines(layout.Floats);
        Patch = Columns + CoreCache.Lines(plan.Form.HasPlane ? (nint)plan.ScratchBlock * plan.BlocksAtOnce : 0);
        PatchPlane = (nint)plan.Row.Transform.Window * columns * plan.BlocksAtOnce * lanes;
        Products = Patch + CoreCache.Lines(first.Window * PatchPlane);
        Outputs = Products + CoreCache.Lines(first.Frequencies * plane * lanes);
        Floats = Outputs + CoreCache.Lines((nint)first.Outputs * plane * lanes * plan.TilesPerRun);
    }

    /// <summary>Where the first-axis results of a run of tiles begin; the ring of frequencies is before it.</summary>
    public nint Columns { get; }

    /// <summary>Where inputs are gathered whose channels do not fill a vector, or do not lie side by side.</summary>
    public nint Patch { get; }

    /// <summary>From one plane of the window to the next, in the patch.</summary>
    public nint PatchPlane { get; }

    /// <summary>Where the plane pass leaves the products of one tile.</summary>
    public nint Products { get; }

    /// <summary>Where outputs go whose channels do not fill a vector, or do not lie side by side.</summary>
    public nint Outputs { get; }

    /// <summary>All floats.</summary>
    public nint Floats { get; }
}
