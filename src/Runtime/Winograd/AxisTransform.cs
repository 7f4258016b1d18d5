namespace Conv3DGen.Winograd;

/// <summary>
/// The transforms of one axis: an output tile is Output(Weights(g) * Input(d)), the product taken frequency by frequency.
/// </summary>
/// <remarks>
/// F(4,3) interpolates at 0, +-2/3, +-3/2 and infinity, whose products are 1 and whose powers stay near it: float32 loses a factor 3 of
/// accuracy to a direct sum, where the customary points 0, +-1, +-2 lose 10. F(2,5) has the same points, so that both transform
/// their inputs alike. F(4,2) interpolates at +-1/2, +-3/2 and infinity, whose powers are exact in float32: a factor 1.3. (Barabasz, Anderson,
/// Soodhalter and Gregg, "Error analysis and improving the accuracy of Winograd convolution", 2020, on the choice of points; Lavin and Gray,
/// "Fast algorithms for convolutional neural networks", 2016, on the method.)
/// </remarks>
internal sealed class AxisTransform
{
    private static readonly Coefficient s_c = new("C", 1 / 2.0, "c = 1/2, an interpolation point");
    private static readonly Coefficient s_d = new("D", 3 / 2.0, "d = 3/2, an interpolation point");
    private static readonly Coefficient s_cc = new("CC", 1 / 4.0, "c^2");
    private static readonly Coefficient s_dd = new("DD", 9 / 4.0, "d^2");
    private static readonly Coefficient s_ccc = new("CCC", 1 / 8.0, "c^3");
    private static readonly Coefficient s_ddd = new("DDD", 27 / 8.0, "d^3");
    private static readonly Coefficient s_ccdd = new("CCDD", 9 / 16.0, "c^2 d^2");
    private static readonly Coefficient s_ccPlusDd = new("T", 5 / 2.0, "c^2 + d^2");

    private static readonly AxisTransform s_one = new(
        AxisForm.One,
        taps: 1,
        new(["d0"], [], ["d0"]),
        new(["m0"], [], ["m0"]),
        [1]);

    private static readonly AxisTransform s_f2 = new(
        AxisForm.F2,
        taps: 3,
        new(["d0", "d1", "d2", "d3"],
            [
                new("r0", LineOperation.Subtract, "d0", "d2"),
                new("r1", LineOperation.Add, "d1", "d2"),
                new("r2", LineOperation.Subtract, "d2", "d1"),
                new("r3", LineOperation.Subtract, "d3", "d1"),
            ],
            ["r0", "r1", "r2", "r3"]),
        new(["m0", "m1", "m2", "m3"],
            [
                new("s12", LineOperation.Add, "m1", "m2"),
                new("d12", LineOperation.Subtract, "m1", "m2"),
                new("y0", LineOperation.Add, "m0", "s12"),
                new("y1", LineOperation.Add, "d12", "m3"),
            ],
            ["y0", "y1"]),
        [1, 0, 0],
        [0.5, 0.5, 0.5],
        [0.5, -0.5, 0.5],
        [0, 0, 1]);

    private static readonly AxisTransform s_f4 = new(
        AxisForm.F4,
        taps: 3,
        SixPoints.Input,
        new(["m0", "m1", "m2", "m3", "m4", "m5"],
            [
                new("s12", LineOperation.Add, "m1", "m2"),
                new("d12", LineOperation.Subtract, "m1", "m2"),
                new("s34", LineOperation.Add, "m3", "m4"),
                new("d34", LineOperation.Subtract, "m3", "m4"),
                new("v0", LineOperation.Add, "s12", "s34"),
                new("y0", LineOperation.Add, "m0", "v0"),
                new("v1", LineOperation.Scale, "", "d12", SixPoints.A),
                new("y1", LineOperation.AddScaled, "v1", "d34", SixPoints.B),
                new("v2", LineOperation.Scale, "", "s12", SixPoints.AA),
                new("y2", LineOperation.AddScaled, "v2", "s34", SixPoints.BB),
                new("v3", LineOperation.AddScaled, "m5", "d12", SixPoints.AAA),
                new("y3", LineOperation.AddScaled, "v3", "d34", SixPoints.BBB),
            ],
            ["y0", "y1", "y2", "y3"]),
        SixPoints.Weights(taps: 3));

    private static readonly AxisTransform s_f2Of5 = new(
        AxisForm.F2Of5,
        taps: 5,
        SixPoints.Input,
        new(["m0", "m1", "m2", "m3", "m4", "m5"],
            [
                new("s12", LineOperation.Add, "m1", "m2"),
                new("d12", LineOperation.Subtract, "m1", "m2"),
                new("s34", LineOperation.Add, "m3", "m4"),
                new("d34", LineOperation.Subtract, "m3", "m4"),
                new("v0", LineOperation.Add, "s12", "s34"),
                new("y0", LineOperation.Add, "m0", "v0"),
                new("v1", LineOperation.AddScaled, "m5", "d12", SixPoints.A),
                new("y1", LineOperation.AddScaled, "v1", "d34", SixPoints.B),
            ],
            ["y0", "y1"]),
        SixPoints.Weights(taps: 5));

    private static readonly AxisTransform s_pair = new(
        AxisForm.Pair,
        taps: 3,
        new(["d0", "d1", "d2", "d3"], [new("r0", LineOperation.Add, "d1", "d2")], ["r0", "d2", "d1"]),
        new(["m0", "m1", "m2"],
            [
                new("y0", LineOperation.Add, "m0", "m1"),
                new("y1", LineOperation.Add, "m0", "m2"),
            ],
            ["y0", "y1"]),
        [0, 1, 0],
        [0, -1, 1],
        [1, -1, 0]);

    private static readonly AxisTransform s_f4Of2 = new(
        AxisForm.F4Of2,
        taps: 2,
        new(["d0", "d1", "d2", "d3", "d4"],
            [
                new("q0", LineOperation.SubtractScaled, "d3", "d1", s_dd),
                new("p0", LineOperation.SubtractScaled, "d2", "d0", s_dd),
                new("t0", LineOperation.Scale, "", "p0", s_c),
                new("r0", LineOperation.Add, "q0", "t0"),
                new("r1", LineOperation.Subtract, "q0", "t0"),
                new("q2", LineOperation.SubtractScaled, "d3", "d1", s_cc),
                new("p2", LineOperation.SubtractScaled, "d2", "d0", s_cc),
                new("t2", LineOperation.Scale, "", "p2", s_d),
                new("r2", LineOperation.Add, "q2", "t2"),
                new("r3", LineOperation.Subtract, "q2", "t2"),
                new("q4", LineOperation.AddScaled, "d4", "d0", s_ccdd),
                new("r4", LineOperation.SubtractScaled, "q4", "d2", s_ccPlusDd),
            ],
            ["r0", "r1", "r2", "r3", "r4"]),
        new(["m0", "m1", "m2", "m3", "m4"],
            [
                new("s01", LineOperation.Add, "m0", "m1"),
                new("d01", LineOperation.Subtract, "m0", "m1"),
                new("s23", LineOperation.Add, "m2", "m3"),
                new("d23", LineOperation.Subtract, "m2", "m3"),
                new("y0", LineOperation.Add, "s01", "s23"),
                new("v1", LineOperation.Scale, "", "d01", s_c),
                new("y1", LineOperation.AddScaled, "v1", "d23", s_d),
                new("v2", LineOperation.Scale, "", "s01", s_cc),
                new("y2", LineOperation.AddScaled, "v2", "s23", s_dd),
                new("v3", LineOperation.AddScaled, "m4", "d01", s_ccc),
                new("y3", LineOperation.AddScaled, "v3", "d23", s_ddd),
            ],
            ["y0", "y1", "y2", "y3"]),
        [-1 / 2.0, -1 / 4.0], // [1, p] / (2 p (p^2 - q^2)) for p beside +-q: 1/2, -1/2, 3/2, -3/2
        [1 / 2.0, -1 / 4.0],
        [1 / 6.0, 1 / 4.0],
        [-1 / 6.0, 1 / 4.0],
        [0, 1]);

    private AxisTransform(AxisForm form, int taps, StraightLine input, StraightLine output, params double[][] weights)
    {
        Form = form;
        Taps = taps;
        Input = input;
        Output = output;
        Weights = weights;
        Outputs = output.Results.Count;
        Window = input.Inputs.Count;
        Frequencies = input.Results.Count;
    }

    public AxisForm Form { get; }

    /// <summary>Taps of the kernel along the axis.</summary>
    public int Taps { get; }

    /// <summary>Outputs of a tile.</summary>
    public int Outputs { get; }

    /// <summary>Inputs that a tile spans.</summary>
    public int Window { get; }

    /// <summary>Products of a tile.</summary>
    public int Frequencies { get; }

    /// <summary>Window of inputs (d) to frequencies (r).</summary>
    public StraightLine Input { get; }

    /// <summary>Products (m) to outputs (y).</summary>
    public StraightLine Output { get; }

    /// <summary>Frequency x tap: the matrix G, in double.</summary>
    public IReadOnlyList<double[]> Weights { get; }

    /// <summary>The results in groups that share steps, as indices; computing a group at a time keeps few values live.</summary>
    public IReadOnlyList<int[]> InputGroups => Form switch
    {
        AxisForm.F4 or AxisForm.F2Of5 => [[0, 5], [1, 2], [3, 4]],
        AxisForm.F2 => [[0, 3], [1, 2]],
        AxisForm.F4Of2 => [[0, 1], [2, 3], [4]],
        _ => [[.. Enumerable.Range(0, Frequencies)]],
    };

    public static AxisTransform Of(AxisForm form) => form switch
    {
        AxisForm.One => s_one,
        AxisForm.F2 => s_f2,
        AxisForm.F4 => s_f4,
        AxisForm.Pair => s_pair,
        AxisForm.F2Of5 => s_f2Of5,
        _ => s_f4Of2,
    };
}
