namespace Conv3DGen.Winograd;

/// <summary>The spatial axes of a convolution in the order of their roles (see <see cref="WinogradForm"/>).</summary>
internal readonly record struct WinogradAxes(WinogradAxis First, WinogradAxis Row, WinogradAxis Column)
{
    /// <summary>Gives every axis its role: the axis whose taps differ from those of the other two comes first, and these make the plane.</summary>
    public static WinogradAxes Of(ConvGeometry geometry)
    {
        TensorStrides source = geometry.Source;
        TensorStrides target = geometry.Target;
        var depth = new WinogradAxis(0, geometry.Depth, source.Depth, target.Depth);
        var height = new WinogradAxis(1, geometry.Height, source.Height, target.Height);
        var width = new WinogradAxis(2, geometry.Width, source.Width, target.Width);
        (int d, int h, int w) = (depth.Axis.Kernel, height.Axis.Kernel, width.Axis.Kernel);
        return d == h && h != w ? new(width, depth, height)
            : d == w && h != w ? new(height, depth, width)
            : new(depth, height, width);
    }

    /// <summary>Whether an axis has five taps.</summary>
    public bool HasFive => First.Axis.Kernel == 5 || Row.Axis.Kernel == 5;

    /// <summary>
    /// Whether an axis that F(2,5) filters has two inputs at most: no more than two of an output's taps meet them, and a direct sum of so few
    /// is more than four times as accurate.
    /// </summary>
    public bool IsThinFor(WinogradForm form) => First.IsThinFor(form.First) || Row.IsThinFor(form.Row) || Column.IsThinFor(form.Column);

    /// <summary>"F(4,4,4)" in the order depth, height, width.</summary>
    public string Text(WinogradForm form)
    {
        if (form.IsRows || form.IsDepth)
        {
            return form.ToString();
        }

        string[] parts = new string[3];
        parts[First.Index] = WinogradForm.Text(form.First);
        parts[Row.Index] = WinogradForm.Text(form.Row);
        parts[Column.Index] = WinogradForm.Text(form.Column);
        return $"F({string.Join(",", parts)})";
    }
}

/// <summary>One axis with its strides.</summary>
/// <param name="Index">0, 1, 2 for depth, height, width.</param>
/// <param name="Axis">Sizes and padding.</param>
/// <param name="Source">Floats from one position to the next in the input.</param>
/// <param name="Target">The same in the output.</param>
internal readonly record struct WinogradAxis(int Index, ConvAxis Axis, nint Source, nint Target)
{
    /// <summary>Whether a form can compute the axis: the pair needs exactly two outputs a lattice, between zeros.</summary>
    public bool Takes(AxisForm form)
        => form != AxisForm.Pair || (Axis.Padding == Padding.Same && Axis.Input == 2L * Axis.Dilation);

    /// <summary>Whether a form is F(2,5) and the axis has two inputs a lattice at most.</summary>
    public bool IsThinFor(AxisForm form) => form == AxisForm.F2Of5 && Axis.Input <= 2L * Axis.Dilation;

    /// <summary>The axis as a form takes it: of five taps the pair has the middle three, because the others meet nothing but zeros.</summary>
    public ConvAxis As(AxisForm form) => form == AxisForm.Pair ? new(Axis.Input, Kernel: 3, Axis.Stride, Axis.Dilation, Axis.Padding) : Axis;
}
