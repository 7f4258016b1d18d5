using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;
using Conv3DGen.Winograd;

namespace Conv3DGen.Kernel.Tests.Winograd;

/// <summary>The accuracy that docs/accuracy.md promises, measured against exact sums beside direct convolution in float32.</summary>
public class WinogradAccuracyTests
{
    private static readonly WinogradForm s_small = new(AxisForm.F2, AxisForm.F2, AxisForm.F2);
    private static readonly WinogradForm s_large = new(AxisForm.F4, AxisForm.F4, AxisForm.F4);

    public static TheoryData<int, string> Rows()
    {
        var rows = new TheoryData<int, string>();
        foreach (int channels in (int[])[8, 32, 64, 256])
        {
            rows.Add(channels, "uniform");
            rows.Add(channels, "activations");
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void SmallTilesAreNoWorseThanDirect(int channels, string kind)
    {
        (double direct, double winograd, _) = Errors(channels, kind, s_small);
        Assert.InRange(winograd, 0, direct);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void LargeTilesStayWithinFourTimesDirect(int channels, string kind)
    {
        (double direct, double winograd, double worst) = Errors(channels, kind, s_large);
        Assert.InRange(winograd, 0, (channels < 16 ? 5 : 4) * direct); // with fewer channels no layer chooses them
        Assert.InRange(worst, 0, 2e-5);
    }

    /// <summary>Whatever Auto chooses, and whatever else a layer of 16 channels does, on thick and thin volumes.</summary>
    [Theory]
    [MemberData(nameof(Rows))]
    public void WhatIsChosenStaysWithinFourTimesDirect(int channels, string kind)
    {
        foreach (int depth in (int[])[1, 2, 3, 9])
        {
            ProblemData data = Data(channels, kind, depth);
            if (Chosen(data.Problem, channels < 16 ? Algorithm.Auto : Algorithm.Winograd) is { } form)
            {
                AssertWithin(data, form);
            }
        }
    }

    /// <summary>Kernels with five taps on three, two and one axes, and beside three: whatever Auto chooses, and whatever else a layer of 16 channels does.</summary>
    [Theory]
    [MemberData(nameof(Rows))]
    public void FiveTapsStayWithinFourTimesDirect(int channels, string kind)
    {
        foreach (Int3 kernelSize in (Int3[])[5, (1, 5, 5), (5, 1, 5), (5, 1, 1), (1, 1, 5), (3, 5, 5), (5, 3, 3), (3, 3, 5), (5, 3, 5)])
        {
            foreach (int depth in (int[])[1, 2, 3, 4, 9])
            {
                ProblemData data = Data(new() { KernelSize = kernelSize, Padding = Padding.Same, Filters = 8, InputChannels = channels, Input = (depth, 9, 8), UseBias = false }, kind);
                if (Chosen(data.Problem, channels < 16 ? Algorithm.Auto : Algorithm.Winograd) is { } form)
                {
                    AssertWithin(data, form);
                }
            }
        }
    }

    /// <summary>F(4,2) of the even planes beside plain sums of the odd ones or F(4,2) of them; of more taps, F(4,3) of the even ones or of both.</summary>
    [Theory]
    [MemberData(nameof(Rows))]
    public void ADepthOfStride2StaysWithinTwiceDirect(int channels, string kind)
    {
        foreach (int taps in (int[])[3, 4, 5, 6])
        {
            ConvProblem problem = new() { KernelSize = (taps, 3, 3), Strides = 2, Padding = Padding.Same, Filters = 8, InputChannels = channels, Input = (17, 9, 8), UseBias = false };
            (double direct, double winograd, double worst) = Errors(Data(problem, kind), WinogradForm.Depth);
            Assert.True(winograd <= 2 * direct && worst <= 2e-5, $"{taps} taps: rms {winograd / direct:F2} x direct, worst {worst:E1}");
        }
    }

    private static WinogradForm? Chosen(ConvProblem problem, Algorithm algorithm)
        => WinogradChoice.Choose(new(problem.SpecialisedSpec, problem.Batch, problem.Input, problem.InputChannels, problem.DataFormat), algorithm, weightLimit: long.MaxValue);

    private static void AssertWithin(ProblemData data, WinogradForm form)
    {
        (double direct, double winograd, double worst) = Errors(data, form);
        Assert.True(winograd <= 4 * direct && worst <= 2e-5, $"{form}, {data.Problem.KernelSize} on {data.Problem.Input}: rms {winograd / direct:F2} x direct, worst {worst:E1}");
    }

    /// <summary>Root mean square errors of both, and Winograd's worst error relative to the largest output.</summary>
    private static (double Direct, double Winograd, double Worst) Errors(int channels, string kind, WinogradForm form) => Errors(Data(channels, kind, depth: 9), form);

    private static (double Direct, double Winograd, double Worst) Errors(ProblemData data, WinogradForm form)
    {
        (double[] exact, double largest) = WinogradLayers.Exact(data);
        float[] direct = LayerFactory.Create(data.Problem, data.Kernel, data.Bias, kernel: Conv3DKernel.Fallback).Run(data.Problem, data.Input);
        float[] winograd = WinogradLayers.Portable(data, form).Run(data.Problem, data.Input);
        return (Rms(direct), Rms(winograd), winograd.Zip(exact, (y, e) => Math.Abs(y - e)).Max() / largest);

        double Rms(float[] values) => Math.Sqrt(values.Zip(exact, (y, e) => (y - e) * (y - e)).Average());
    }

    /// <summary>Few channels, whose direct sums are short, to many filters, where Auto chooses Winograd all the same.</summary>
    [Theory]
    [InlineData(2, "uniform")]
    [InlineData(2, "activations")]
    [InlineData(3, "uniform")]
    [InlineData(3, "activations")]
    [InlineData(5, "uniform")]
    [InlineData(7, "activations")]
    public void WhatIsChosenForFewChannelsStaysWithinFourTimesDirect(int channels, string kind)
    {
        int chosen = 0;
        foreach (Int3 kernelSize in (Int3[])[3, (1, 3, 3)])
        {
            foreach (int depth in (int[])[2, 8])
            {
                ProblemData data = Data(new() { KernelSize = kernelSize, Padding = Padding.Same, Filters = 64, InputChannels = channels, Input = (depth, 28, 28), UseBias = false }, kind);
                if (Chosen(data.Problem, Algorithm.Auto) is { } form)
                {
                    chosen++;
                    AssertWithin(data, form);
                }
            }
        }

        Assert.NotEqual(0, chosen);
    }

    /// <summary>Uniform values, or what a network sees: half-rectified normal inputs and He-scaled normal weights.</summary>
    private static ProblemData Data(int channels, string kind, int depth)
        => Data(new() { KernelSize = 3, Padding = Padding.Same, Filters = 8, InputChannels = channels, Input = (depth, 9, 8), UseBias = false }, kind);

    private static ProblemData Data(ConvProblem problem, string kind)
    {
        int channels = problem.InputChannels;
        ProblemData uniform = ProblemData.Create(problem, seed: channels);
        if (kind == "uniform")
        {
            return uniform;
        }

        var random = new Random(channels);
        double scale = Math.Sqrt(2.0 / (uniform.Kernel.Length / problem.Filters));
        return uniform with
        {
            Input = Array.ConvertAll(uniform.Input, _ => (float)Math.Max(Normal(random), 0)),
            Kernel = Array.ConvertAll(uniform.Kernel, _ => (float)(Normal(random) * scale)),
        };
    }

    /// <summary>A standard normal number (Box and Muller).</summary>
    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
