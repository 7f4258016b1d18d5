namespace Conv3DGen.Generator.Emission;

/// <summary>The loops over the kernel's planes and rows, which every microkernel that sums over them has.</summary>
internal static class KernelLoops
{
    /// <summary>Writes the loops.</summary>
    /// <param name="code">Where to.</param>
    /// <param name="input">The expression of the first plane's input.</param>
    /// <param name="weights">The expression of its weights.</param>
    /// <param name="row">Writes what is done for a row, from <c>inputRow</c> and <c>weightRow</c> on.</param>
    /// <param name="scattered">Whether a table says where rows of inputs begin; else they follow each other.</param>
    public static void Emit(CodeWriter code, string input, string weights, Action row, bool scattered = false)
        => Planes(code, input, weights, () =>
        {
            code.Comment("The kernel rows of this plane that lie inside the input.");
            code.Line(scattered ? "nint* rowOffset = t->RowOffsets;" : "float* inputRow = inputPlane;");
            code.Line("float* weightRow = weightPlane;");
            code.Block("for (nint kh = t->Rows; kh != 0; kh--)", () =>
            {
                if (scattered)
                {
                    code.Line("float* inputRow = inputPlane + *rowOffset;");
                }

                row();
                code.Line();
                code.Line(scattered ? "rowOffset++;" : "inputRow += t->InputRowStride;");
                code.Line("weightRow += t->WeightRowStride;");
            });
        });

    /// <summary>Writes the loop over planes alone.</summary>
    /// <param name="code">Where to.</param>
    /// <param name="input">The expression of the first plane's input.</param>
    /// <param name="weights">The expression of its weights.</param>
    /// <param name="plane">Writes what is done for a plane, from <c>inputPlane</c> and <c>weightPlane</c> on.</param>
    public static void Planes(CodeWriter code, string input, string weights, Action plane)
    {
        code.Comment("The kernel planes that lie inside the input.");
        code.Line($"float* inputPlane = {input};");
        code.Line($"float* weightPlane = {weights};");
        code.Block("for (nint kd = t->Planes; kd != 0; kd--)", () =>
        {
            plane();
            code.Line();
            code.Line("inputPlane += t->InputPlaneStride;");
            code.Line("weightPlane += t->WeightPlaneStride;");
        });
    }
}
