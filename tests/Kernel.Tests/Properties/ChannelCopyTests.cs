using Conv3DGen.Kernels;

namespace Conv3DGen.Kernel.Tests.Properties;

/// <summary>Rows of pixels on their way between a tensor whose channels lie apart and scratch, in squares of every size and at their ends.</summary>
public unsafe class ChannelCopyTests
{
    private const int Line = 64;

    /// <summary>Rows, pixels, channels, floats between rows, floats between pixels, whether to store past the cache.</summary>
    public static TheoryData<int, int, int, int, int, bool> Shapes() => new()
    {
        { 1, 1, 3, 0, 1, false }, // less than a square
        { 2, 5, 6, 3, 1, false }, // squares of four, overlapping
        { 3, 9, 13, 0, 1, false }, // of eight, four and single channels
        { 2, 16, 16, 0, 1, false }, // whole lines
        { 4, 17, 30, 2, 1, false }, // every size, overlapping
        { 2, 7, 16, 18, 1, false }, // too short for eight
        { 3, 16, 17, 16, 1, true }, // streamed row by row
        { 2, 32, 22, 0, 1, true }, // streamed four channels at a time, two left over
        { 1, 16, 3, 0, 1, true }, // too few channels to stream
        { 4, 20, 16, 0, 1, true }, // rows that touch: 80 pixels, streamed
        { 3, 20, 16, 4, 1, true }, // not whole lines: stored as ever
        { 3, 18, 16, 0, 2, false }, // pixels of a dilated axis
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void EveryFloatArrivesAndNoOther(int rows, int pixels, int channels, int gap, int pixelStride, bool streams)
    {
        int row = (pixels * pixelStride) + gap;
        int channel = (((rows * row) + 15) / 16 * 16) + (streams ? 0 : 1);
        int width = (channels + 15) / 16 * 16;
        int count = ((channels - 1) * channel) + ((rows - 1) * row) + ((pixels - 1) * pixelStride) + 1;
        var strides = new PixelStrides(row, pixelStride, channel);
        if (!OperatingSystem.IsLinux())
        {
            return; // the guard pages are Linux's
        }

        foreach (Placement placement in (Placement[])[Placement.EndsAtGuard, Placement.BeginsAtGuard, Placement.Misaligned])
        {
            using var tensor = new GuardedFloats(count, placement);
            using var scratch = new GuardedFloats(rows * pixels * width, placement);
            using var back = new GuardedFloats(count, placement);
            back.Values.Fill(-1);
            for (int i = 0; i < count; i++)
            {
                tensor.Values[i] = i;
            }

            fixed (float* source = tensor.Values, middle = scratch.Values, target = back.Values)
            {
                ChannelCopy.Gather(source, strides, rows, pixels, channels, middle, width);
                ChannelCopy.Scatter(middle, width, target, strides, rows, pixels, channels, streams && (nint)target % Line == 0);
                StreamedCopy.Fence();
            }

            var written = new HashSet<int>();
            for (int i = 0; i < rows * pixels * width; i++)
            {
                (int pixel, int c) = Math.DivRem(i, width);
                int at = (pixel / pixels * row) + (pixel % pixels * pixelStride) + (c * channel);
                Assert.Equal(c < channels ? at : 0, scratch.Values[i]);
                if (c < channels)
                {
                    Assert.Equal(at, back.Values[at]);
                    written.Add(at);
                }
            }

            Assert.All(Enumerable.Range(0, count).Where(i => !written.Contains(i)), i => Assert.Equal(-1, back.Values[i]));
            Assert.True(scratch.SlackIsUntouched && back.SlackIsUntouched);
        }
    }

    /// <summary>Rows, pixels, channels, channels of a pixel, floats after a row of pixels and after one of a channel.</summary>
    public static TheoryData<int, int, int, int, int, int> Transposes() => new()
    {
        { 1, 4, 2, 2, 0, 0 }, // two and three channels: four pixels at a time
        { 2, 7, 2, 2, 4, 1 }, // overlapping
        { 2, 8, 2, 2, 4, 0 }, // two: eight at a time
        { 3, 14, 2, 2, 4, 1 },
        { 4, 9, 3, 3, 0, 0 }, // rows that touch
        { 2, 21, 3, 3, 7, 2 },
        { 3, 3, 2, 2, 0, 1 }, // too few pixels
        { 3, 8, 3, 5, 0, 0 }, // some of the channels
        { 2, 13, 6, 6, 0, 1 }, // squares
        { 2, 5, 1, 4, 3, 0 },
    };

    [Theory]
    [MemberData(nameof(Transposes))]
    public void TransposesGoBothWays(int rows, int pixels, int channels, int width, int rowGap, int channelGap)
    {
        var dense = new PixelStrides((pixels * width) + rowGap, width, 1);
        var apart = new PixelStrides(pixels + channelGap, 1, (rows * (pixels + channelGap)) + 3);
        int count = ((rows - 1) * (int)dense.Row) + ((pixels - 1) * width) + channels;
        int countApart = ((channels - 1) * (int)apart.Channel) + ((rows - 1) * (int)apart.Row) + pixels;
        if (!OperatingSystem.IsLinux())
        {
            return; // the guard pages are Linux's
        }

        foreach (Placement placement in (Placement[])[Placement.EndsAtGuard, Placement.BeginsAtGuard, Placement.Misaligned])
        {
            using var tensor = new GuardedFloats(count, placement);
            using var scratch = new GuardedFloats(countApart, placement);
            using var back = new GuardedFloats(count, placement);
            scratch.Values.Fill(-1);
            back.Values.Fill(-1);
            for (int i = 0; i < count; i++)
            {
                tensor.Values[i] = i;
            }

            fixed (float* source = tensor.Values, middle = scratch.Values, target = back.Values)
            {
                ChannelCopy.Transpose(source, dense, middle, apart, rows, pixels, channels);
                ChannelCopy.Transpose(middle, apart, target, dense, rows, pixels, channels);
            }

            var expected = new float[countApart];
            var expectedBack = new float[count];
            Array.Fill(expected, -1);
            Array.Fill(expectedBack, -1);
            for (int i = 0; i < rows * pixels * channels; i++)
            {
                (int pixel, int c) = Math.DivRem(i, channels);
                int at = (pixel / pixels * (int)dense.Row) + (pixel % pixels * width) + c;
                expected[(pixel / pixels * (int)apart.Row) + (pixel % pixels) + (c * (int)apart.Channel)] = at;
                expectedBack[at] = at;
            }

            Assert.Equal(expected, scratch.Values.ToArray());
            Assert.Equal(expectedBack, back.Values.ToArray());
            Assert.True(scratch.SlackIsUntouched && back.SlackIsUntouched);
        }
    }
}
