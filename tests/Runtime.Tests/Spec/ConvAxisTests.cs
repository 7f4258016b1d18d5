namespace Conv3DGen.Runtime.Tests.Spec;

/// <summary>The axis rules against counting on fingers.</summary>
public class ConvAxisTests
{
    /// <summary>Every small axis that a spec allows.</summary>
    public static TheoryData<int, int, bool> SmallAxes()
    {
        var data = new TheoryData<int, int, bool>();
        foreach (int kernel in (int[])[1, 2, 3, 4, 5, 7])
        {
            foreach (int step in (int[])[1, 2, 3, 4, 6])
            {
                data.Add(kernel, step, true);
                data.Add(kernel, step, false);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(SmallAxes))]
    public void OutputSizeIsTheNumberOfPlacesTheKernelCanStand(int kernel, int step, bool stepIsStride)
        => ForEachAxis(kernel, step, stepIsStride, axis =>
        {
            // SAME stands at every stride-th input position; VALID only where the whole kernel fits.
            int places = Enumerable.Range(0, axis.Input).Count(p => p % axis.Stride == 0 && (axis.Padding == Padding.Same || p + axis.Extent <= axis.Input));
            Assert.Equal(places, axis.Output);
        });

    [Theory]
    [MemberData(nameof(SmallAxes))]
    public void SamePaddingIsWhatTheLastOutputLacksHalvedDownwards(int kernel, int step, bool stepIsStride)
        => ForEachAxis(kernel, step, stepIsStride, axis =>
        {
            long lacking = ((axis.Output - 1L) * axis.Stride) + axis.Extent - axis.Input;
            int expected = axis.Padding == Padding.Same && lacking > 0 ? (int)(lacking / 2) : 0;
            Assert.Equal(expected, axis.PadBefore);
        });

    [Theory]
    [MemberData(nameof(SmallAxes))]
    public void TapsAreExactlyThoseInsideTheInput(int kernel, int step, bool stepIsStride)
        => ForEachAxis(kernel, step, stepIsStride, axis =>
        {
            for (int output = 0; output < axis.Output; output++)
            {
                long origin = ((long)output * axis.Stride) - axis.PadBefore;
                int[] inside = [.. Enumerable.Range(0, axis.Kernel).Where(k => origin + (k * axis.Dilation) >= 0 && origin + (k * axis.Dilation) < axis.Input)];
                TapRange taps = axis.Taps(output);
                Assert.Equal(inside, Enumerable.Range(taps.First, taps.Count));
            }
        });

    [Theory]
    [MemberData(nameof(SmallAxes))]
    public void TheOutputsOfATapAreThoseThatHaveIt(int kernel, int step, bool stepIsStride)
        => ForEachAxis(kernel, step, stepIsStride, axis => Assert.All(Enumerable.Range(0, axis.Kernel), tap =>
        {
            (int first, int end) = axis.OutputsOf(tap);
            int[] outputs = [.. Enumerable.Range(0, axis.Output).Where(o => axis.Taps(o) is var taps && tap >= taps.First && tap < taps.First + taps.Count)];
            Assert.Equal(outputs, Enumerable.Range(first, Math.Max(end - first, 0)));
        }));

    [Theory]
    [MemberData(nameof(SmallAxes))]
    public void InteriorIsExactlyTheOutputsThatSeeNoPadding(int kernel, int step, bool stepIsStride)
        => ForEachAxis(kernel, step, stepIsStride, axis =>
        {
            int[] whole = [.. Enumerable.Range(0, axis.Output).Where(o => axis.Taps(o).Count == axis.Kernel)];
            Assert.InRange(axis.InteriorBegin, 0, axis.InteriorEnd);
            Assert.InRange(axis.InteriorEnd, axis.InteriorBegin, axis.Output);
            Assert.Equal(whole, Enumerable.Range(axis.InteriorBegin, axis.InteriorEnd - axis.InteriorBegin));
        });

    [Theory]
    [InlineData(int.MaxValue, 1, int.MaxValue, 1, 1, 0, 0, 1)]
    [InlineData(1, 5, int.MaxValue, 1, 1, 2, 0, 0)]
    [InlineData(1, 3, 1, 1_073_741_823, 1, 1_073_741_823, 0, 0)]
    [InlineData(int.MaxValue, 3, 1, 1_000_000_000, int.MaxValue, 1_000_000_000, 1_000_000_000, 1_147_483_647)]
    public void LargeSameAxesDoNotOverflow(int input, int kernel, int stride, int dilation, int output, int before, int interiorBegin, int interiorEnd)
    {
        var axis = new ConvAxis(input, kernel, stride, dilation, Padding.Same);
        Assert.Equal((output, before, interiorBegin, interiorEnd), (axis.Output, axis.PadBefore, axis.InteriorBegin, axis.InteriorEnd));
    }

    private static void ForEachAxis(int kernel, int step, bool stepIsStride, Action<ConvAxis> check)
    {
        foreach (Padding padding in (Padding[])[Padding.Valid, Padding.Same])
        {
            for (int input = 1; input <= 20; input++)
            {
                check(new(input, kernel, stepIsStride ? step : 1, stepIsStride ? 1 : step, padding));
            }
        }
    }
}
