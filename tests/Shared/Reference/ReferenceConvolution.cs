using System.Numerics;
using System.Numerics.Tensors;

namespace Conv3DGen.Testing.Reference;

/// <summary>
/// The convolution as plain loops: one chain per output in the order kernel depth, height, width, channel; taps outside the
/// input are left out; bias added last.
/// </summary>
/// <remarks>
/// In float32 with a fused multiply-add this is bit for bit what the library promises. In float64 the golden suites' sums are
/// exact, so it is bit for bit what they expect before the activation.
/// </remarks>
public static class ReferenceConvolution
{
    /// <summary>The biased sums of a problem, before any activation.</summary>
    /// <typeparam name="T">float for the promised bits, double for the exact sums.</typeparam>
    /// <param name="problem">Options and shapes.</param>
    /// <param name="input">The input in the problem's axis order.</param>
    /// <param name="kernel">[kd, kh, kw, channels / groups, filters].</param>
    /// <param name="bias">[filters], or null.</param>
    public static T[] Run<T>(ConvProblem problem, T[] input, T[] kernel, T[]? bias)
        where T : struct, IFloatingPointIeee754<T>
    {
        var output = new T[problem.OutputCount];
        var sums = new T[problem.Filters];
        Int3 size = problem.Output;
        for (int n = 0; n < problem.Batch; n++)
        {
            for (int d = 0; d < size.Depth; d++)
            {
                for (int h = 0; h < size.Height; h++)
                {
                    for (int w = 0; w < size.Width; w++)
                    {
                        Sum(problem, input, kernel, n, (d, h, w), sums);
                        for (int filter = 0; filter < sums.Length; filter++)
                        {
                            output[problem.OutputIndex(n, d, h, w, filter)] = bias is null ? sums[filter] : sums[filter] + bias[filter];
                        }
                    }
                }
            }
        }

        return output;
    }

    /// <summary>A float32 tensor in float64.</summary>
    public static double[] Widen(float[] values) => Array.ConvertAll(values, v => (double)v);

    /// <summary>All filters of a pixel at once, one step of every chain after the other.</summary>
    private static void Sum<T>(ConvProblem problem, T[] input, T[] kernel, int n, Int3 pixel, Span<T> sums)
        where T : struct, IFloatingPointIeee754<T>
    {
        ReferenceAxis depth = problem.Depth;
        ReferenceAxis height = problem.Height;
        ReferenceAxis width = problem.Width;
        sums.Clear();
        for (int kd = 0; kd < depth.Kernel; kd++)
        {
            for (int kh = 0; kh < height.Kernel; kh++)
            {
                for (int kw = 0; kw < width.Kernel; kw++)
                {
                    if (depth.Reads(pixel.Depth, kd) && height.Reads(pixel.Height, kh) && width.Reads(pixel.Width, kw))
                    {
                        int tap = (((kd * height.Kernel) + kh) * width.Kernel) + kw;
                        int at = problem.InputIndex(n, depth.Position(pixel.Depth, kd), height.Position(pixel.Height, kh), width.Position(pixel.Width, kw), channel: 0);
                        Add(problem, input.AsSpan(at), kernel.AsSpan(tap * problem.ChannelsPerGroup * problem.Filters), sums);
                    }
                }
            }
        }
    }

    private static void Add<T>(ConvProblem problem, ReadOnlySpan<T> voxel, ReadOnlySpan<T> weights, Span<T> sums)
        where T : struct, IFloatingPointIeee754<T>
    {
        int channels = problem.ChannelsPerGroup;
        int filters = problem.FiltersPerGroup;
        int step = problem.InputIndex(0, 0, 0, 0, channel: 1);
        for (int group = 0; group < problem.Groups; group++)
        {
            Span<T> chains = sums.Slice(group * filters, filters);
            for (int channel = 0; channel < channels; channel++)
            {
                T x = voxel[((group * channels) + channel) * step];
                TensorPrimitives.FusedMultiplyAdd(weights.Slice((channel * problem.Filters) + (group * filters), filters), x, chains, chains);
            }
        }
    }
}
