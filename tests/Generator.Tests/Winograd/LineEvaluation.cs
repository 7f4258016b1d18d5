using Conv3DGen.Winograd;

namespace Conv3DGen.Generator.Tests.Winograd;

/// <summary>Straight-line programs in double, read off their definition.</summary>
internal static class LineEvaluation
{
    /// <summary>The results of a program.</summary>
    public static double[] Run(StraightLine program, double[] inputs)
    {
        Dictionary<string, double> values = Values(program, program.Steps, inputs);
        return [.. program.Results.Select(name => values[name])];
    }

    /// <summary>Every value that some steps of a program compute, and the inputs.</summary>
    public static Dictionary<string, double> Values(StraightLine program, IEnumerable<LineStep> steps, double[] inputs)
    {
        Dictionary<string, double> values = program.Inputs.Zip(inputs).ToDictionary();
        foreach (LineStep step in steps)
        {
            double right = values[step.Right];
            values.Add(step.Name, step.Operation switch
            {
                LineOperation.Add => values[step.Left] + right,
                LineOperation.Subtract => values[step.Left] - right,
                LineOperation.Scale => right * step.Factor!.Value,
                LineOperation.AddScaled => values[step.Left] + (right * step.Factor!.Value),
                LineOperation.SubtractScaled => values[step.Left] - (right * step.Factor!.Value),
                _ => throw new InvalidOperationException($"{step.Operation} is an operation that this evaluation does not know."),
            });
        }

        return values;
    }
}
