namespace Conv3DGen.Winograd;

/// <summary>An operation of a straight-line program; each is rounded once.</summary>
internal enum LineOperation
{
    /// <summary>left + right.</summary>
    Add,

    /// <summary>left - right.</summary>
    Subtract,

    /// <summary>right * factor.</summary>
    Scale,

    /// <summary>left + right * factor, fused.</summary>
    AddScaled,

    /// <summary>left - right * factor, fused.</summary>
    SubtractScaled,
}

/// <summary>A named coefficient.</summary>
/// <param name="Name">As in the formulas.</param>
/// <param name="Value">In double; rounded to float32 once, where it is used.</param>
/// <param name="Meaning">What it is, for people.</param>
internal sealed record Coefficient(string Name, double Value, string Meaning);

/// <summary>One step: a new value from older ones.</summary>
/// <param name="Name">The value it defines; each is defined once.</param>
/// <param name="Operation">How.</param>
/// <param name="Left">The first operand; unused by <see cref="LineOperation.Scale"/>.</param>
/// <param name="Right">The second operand, which the factor scales.</param>
/// <param name="Factor">The coefficient, where the operation has one.</param>
internal sealed record LineStep(string Name, LineOperation Operation, string Left, string Right, Coefficient? Factor = null)
{
    /// <summary>As a formula: "r1 = e1 + A * q1".</summary>
    public override string ToString() => Name + " = " + Operation switch
    {
        LineOperation.Add => $"{Left} + {Right}",
        LineOperation.Subtract => $"{Left} - {Right}",
        LineOperation.Scale => $"{Factor!.Name} * {Right}",
        LineOperation.AddScaled => $"{Left} + {Factor!.Name} * {Right}",
        _ => $"{Left} - {Factor!.Name} * {Right}",
    };
}

/// <summary>
/// A transform as a straight-line program. The one source of every transform: the generator spells it out and the portable kernel
/// interprets it, so that both round alike.
/// </summary>
/// <param name="Inputs">Names of the inputs, in order; a window position that no step reads has a name too.</param>
/// <param name="Steps">The steps, in order.</param>
/// <param name="Results">Names of the results, in order.</param>
internal sealed record StraightLine(IReadOnlyList<string> Inputs, IReadOnlyList<LineStep> Steps, IReadOnlyList<string> Results)
{
    /// <summary>The coefficients, each once, in the order of their first use.</summary>
    public IReadOnlyList<Coefficient> Coefficients
    {
        get
        {
            var coefficients = new List<Coefficient>();
            foreach (LineStep step in Steps)
            {
                if (step.Factor is { } factor && !coefficients.Contains(factor))
                {
                    coefficients.Add(factor);
                }
            }

            return coefficients;
        }
    }

    /// <summary>The steps that some results need, in order; others are left out.</summary>
    public IReadOnlyList<LineStep> StepsFor(IEnumerable<string> results)
    {
        var needed = new HashSet<string>(results);
        var steps = new List<LineStep>();
        for (int i = Steps.Count - 1; i >= 0; i--)
        {
            LineStep step = Steps[i];
            if (needed.Contains(step.Name))
            {
                needed.Add(step.Left);
                needed.Add(step.Right);
                steps.Insert(0, step);
            }
        }

        return steps;
    }
}
