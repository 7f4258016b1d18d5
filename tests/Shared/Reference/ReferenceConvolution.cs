using System.Numerics;

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
        Int3 size = problem.Output;
        for (int n = 0; n < problem.Batch; n++)
        {
            for (int d = 0; d < size.Depth; d++)
            {
                for (int h = 0; h < size.Height; h++)
                {
                    for (int w = 0; w < size.Width; w++)
                    {
                        for (int filter = 0; filter < problem.Filters; filter++)
                        {
                            T sum = Sum(problem, input, kernel, n, d, h, w, filter);
                            output[problem.OutputIndex(n, d, h, w, filter)] = bias is null ? sum : sum + bias[filter];
                        }
                    }
                }
            }
        }

        return output;
    }

    /// <summary>A float32 tensor in float64.</summary>
    public static double[] Widen(float[] values) => Array.ConvertAll(values, v => (double)v);

    private static T Sum<T>(ConvProblem problem, T[] input, T[] kernel, int n, int d, int h, int w, int filter)
        where T : struct, IFloatingPointIeee754<T>
    {
        ReferenceAxis depth = problem.Depth;
        ReferenceAxis height = problem.Height;
        ReferenceAxis width = problem.Width;
        int channels = problem.ChannelsPerGroup;
        int firstChannel = filter / problem.FiltersPerGroup * channels;
        T sum = T.Zero;
        for (int kd = 0; kd < depth.Kernel; kd++)
        {
            for (int kh = 0; kh < height.Kernel; kh++)
            {
                for (int kw = 0; kw < width.Kernel; kw++)
                {
                    if (!depth.Reads(d, kd) || !height.Reads(h, kh) || !width.Reads(w, kw))
                    {
                        continue;
                    }

                    int tap = ((((kd * height.Kernel) + kh) * width.Kernel) + kw) * channels;
                    for (int channel = 0; channel < channels; channel++)
                    {
                        T x = input[problem.InputIndex(n, depth.Position(d, kd), height.Position(h, kh), width.Position(w, kw), firstChannel + channel)];
                        sum = T.FusedMultiplyAdd(x, kernel[((tap + channel) * problem.Filters) + filter], sum);
                    }
                }
            }
        }

        return sum;
    }
}
