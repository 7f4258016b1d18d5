namespace Conv3DGen.Winograd;

/// <summary>
/// What filtering does on each axis, by role: the first axis is transformed on its own, row and column together, which have equally many taps.
/// An axis with one tap comes first where two axes are filtered, and after the other where only one is; of three, the one that differs comes
/// first. In <see cref="Rows"/> the column is the width.
/// </summary>
/// <param name="First">The first axis.</param>
/// <param name="Row">The rows of the plane.</param>
/// <param name="Column">The columns of the plane.</param>
internal readonly record struct WinogradForm(AxisForm First, AxisForm Row, AxisForm Column)
{
    /// <summary>F(4,3) along the width alone, whatever the other axes have: see <see cref="RowPlan"/>.</summary>
    public static readonly WinogradForm Rows = new(AxisForm.One, AxisForm.One, AxisForm.F4);

    /// <summary>Four planes at once along the depth alone, over direct convolutions of the plane; how, its stride says: see <see cref="DepthTransform"/>.</summary>
    public static readonly WinogradForm Depth = new(AxisForm.F4, AxisForm.One, AxisForm.One) { IsDepth = true };

    private static readonly WinogradForm[] s_threeOf3 =
    [
        new(AxisForm.F4, AxisForm.F4, AxisForm.F4),
        new(AxisForm.F2, AxisForm.F4, AxisForm.F4),
        new(AxisForm.F2, AxisForm.F2, AxisForm.F4),
        new(AxisForm.F2, AxisForm.F2, AxisForm.F2),
        new(AxisForm.Pair, AxisForm.F4, AxisForm.F4),
        new(AxisForm.Pair, AxisForm.F2, AxisForm.F4),
        new(AxisForm.Pair, AxisForm.F2, AxisForm.F2),
    ];

    private static readonly WinogradForm[] s_twoOf3 =
    [
        new(AxisForm.One, AxisForm.F4, AxisForm.F4),
        new(AxisForm.One, AxisForm.F2, AxisForm.F4),
        new(AxisForm.One, AxisForm.F2, AxisForm.F2),
    ];

    private static readonly WinogradForm[] s_oneOf3 =
    [
        new(AxisForm.F4, AxisForm.One, AxisForm.One),
        new(AxisForm.F2, AxisForm.One, AxisForm.One),
        new(AxisForm.Pair, AxisForm.One, AxisForm.One),
    ];

    private static readonly WinogradForm[] s_threeOf5 =
    [
        new(AxisForm.F2Of5, AxisForm.F2Of5, AxisForm.F2Of5),
        new(AxisForm.Pair, AxisForm.F2Of5, AxisForm.F2Of5),
    ];

    private static readonly WinogradForm[] s_twoOf5 = [new(AxisForm.One, AxisForm.F2Of5, AxisForm.F2Of5)];

    private static readonly WinogradForm[] s_oneOf5 =
    [
        new(AxisForm.F2Of5, AxisForm.One, AxisForm.One),
        new(AxisForm.Pair, AxisForm.One, AxisForm.One),
    ];

    /// <summary>Three taps on the first axis, five on the plane's.</summary>
    private static readonly WinogradForm[] s_3Before5 =
    [
        new(AxisForm.F4, AxisForm.F2Of5, AxisForm.F2Of5),
        new(AxisForm.F2, AxisForm.F2Of5, AxisForm.F2Of5),
        new(AxisForm.Pair, AxisForm.F2Of5, AxisForm.F2Of5),
    ];

    /// <summary>Five taps on the first axis, three on the plane's.</summary>
    private static readonly WinogradForm[] s_5Before3 =
    [
        new(AxisForm.F2Of5, AxisForm.F4, AxisForm.F4),
        new(AxisForm.F2Of5, AxisForm.F2, AxisForm.F4),
        new(AxisForm.F2Of5, AxisForm.F2, AxisForm.F2),
        new(AxisForm.Pair, AxisForm.F4, AxisForm.F4),
        new(AxisForm.Pair, AxisForm.F2, AxisForm.F4),
        new(AxisForm.Pair, AxisForm.F2, AxisForm.F2),
    ];

    /// <summary>Whether this is <see cref="Rows"/>, which other code computes than the others.</summary>
    public bool IsRows => this == Rows;

    /// <summary>Whether this is <see cref="Depth"/>, which sums over the plane where the form of the same numbers has a single tap.</summary>
    public bool IsDepth { get; private init; }

    /// <summary>Products a tile and pair of channels; of <see cref="Rows"/>, the same for every tap of the axes summed over. Those of <see cref="Depth"/> are <see cref="DepthTransform.Frequencies"/>.</summary>
    public int Frequencies => AxisTransform.Of(First).Frequencies * PlaneFrequencies;

    /// <summary>The same of the plane alone.</summary>
    public int PlaneFrequencies => AxisTransform.Of(Row).Frequencies * AxisTransform.Of(Column).Frequencies;

    /// <summary>Whether the plane is transformed at all; where it is not, the first-axis passes read and write the workspace.</summary>
    public bool HasPlane => Row != AxisForm.One;

    /// <summary>Whether three axes have six frequencies, some of them of four outputs: F(4,4,4), and what has F(2,5) in its place on an axis or two.</summary>
    public bool IsLarge => Frequencies == 216 && (First == AxisForm.F4 || Row == AxisForm.F4);

    /// <summary>The place of the plane's passes in <see cref="WinogradCode.Planes"/>; only where it has one.</summary>
    public int PlaneIndex => Row == AxisForm.F2Of5 ? 3 : Row == AxisForm.F4 ? 2 : Column == AxisForm.F4 ? 1 : 0;

    /// <summary>The forms for a kernel, the largest tiles first.</summary>
    /// <param name="first">Taps of the first axis.</param>
    /// <param name="plane">Taps of each of the plane's.</param>
    public static IReadOnlyList<WinogradForm> For(int first, int plane) => (first, plane) switch
    {
        (3, 3) => s_threeOf3,
        (1, 3) => s_twoOf3,
        (3, 1) => s_oneOf3,
        (5, 5) => s_threeOf5,
        (1, 5) => s_twoOf5,
        (5, 1) => s_oneOf5,
        (3, 5) => s_3Before5,
        _ => s_5Before3,
    };

    /// <summary>"F(4,4,4)" in role order; an apostrophe marks the pair.</summary>
    public override string ToString() => $"F({Text(First)},{Text(Row)},{Text(Column)})";

    /// <summary>"4", and "2'" for the pair.</summary>
    public static string Text(AxisForm form) => AxisTransform.Of(form).Outputs + (form == AxisForm.Pair ? "'" : "");
}
