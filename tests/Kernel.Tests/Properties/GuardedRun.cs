using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;

namespace Conv3DGen.Kernel.Tests.Properties;

/// <summary>Runs layers where a mistake shows.</summary>
internal static class GuardedRun
{
    /// <summary>Runs a layer on tensors beside inaccessible pages (on Linux); an access outside them would end the test process.</summary>
    public static float[] Of(Conv3D layer, ProblemData data, Placement placement)
    {
        if (!OperatingSystem.IsLinux())
        {
            return layer.Run(data.Problem, data.Input);
        }

        using var input = new GuardedFloats(data.Problem.InputCount, placement);
        using var output = new GuardedFloats(data.Problem.OutputCount, placement);
        data.Input.CopyTo(input.Values);
        input.MakeReadOnly();
        output.Values.Fill(float.NaN); // an output that nobody writes must not pass for a zero
        layer.Call(input.Values, data.Problem.InputShape, output.Values);
        Assert.True(output.SlackIsUntouched, $"{data.Problem}: something beside the output was written.");
        return output.Values.ToArray();
    }

    /// <summary>Runs a batch one image at a time.</summary>
    public static float[] ImageByImage(Conv3D layer, ConvProblem problem, float[] input)
    {
        ConvProblem single = problem with { Batch = 1 };
        return [.. Enumerable.Range(0, problem.Batch).SelectMany(n => layer.Run(single, input[(n * single.InputCount)..((n + 1) * single.InputCount)]))];
    }
}
