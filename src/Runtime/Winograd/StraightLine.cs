using System.Runtime.CompilerServices;

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
/// <param name="name">As in the formulas.</param>
/// <param name="value">In double.</param>
/// <param name="meaning">What it is, for people.</param>
/// <remarks>A class, as steps and programs: nobody compares values of them, and the members of records would be in every program (Embedded: 12 KB).</remarks>
internal sealed class Coefficient(string name, double value, string meaning)
{
    public string Name { get; } = name;

    /// <summary>In double; rounded to float32 once, where it is used.</summary>
    public double Value { get; } = value;

    public string Meaning { get; } = meaning;
}

/// <summary>One step: a new value from older ones.</summary>
internal sealed class LineStep
{
    /// <summary>A step.</summary>
    /// <param name="name">The value it defines; each is defined once.</param>
    /// <param name="operation">How.</param>
    /// <param name="left">The first operand; unused by <see cref="LineOperation.Scale"/>.</param>
    /// <param name="right">The second operand, which the factor scales.</param>
    /// <param name="factor">The coefficient, where the operation has one.</param>
    [MethodImpl(MethodImplOptions.NoInlining)] // the transforms make dozens (Embedded: 3 KB)
    public LineStep(string name, LineOperation operation, string left, string right, Coefficient? factor = null)
    {
        Name = name;
        Operation = operation;
        Left = left;
        Right = right;
        Factor = factor;
    }

    public string Name { get; }

    public LineOperation Operation { get; }

    public string Left { get; }

    public string Right { get; }

    public Coefficient? Factor { get; }
}

/// <summary>
/// A transform as a straight-line program. The one source of every transform: the generator spells it out and the portable kernel
/// interprets it, so that both round alike.
/// </summary>
/// <param name="inputs">Names of the inputs, in order; a window position that no step reads has a name too.</param>
/// <param name="steps">The steps, in order.</param>
/// <param name="results">Names of the results, in order.</param>
internal sealed class StraightLine(IReadOnlyList<string> inputs, IReadOnlyList<LineStep> steps, IReadOnlyList<string> results)
{
    public IReadOnlyList<string> Inputs { get; } = inputs;

    public IReadOnlyList<LineStep> Steps { get; } = steps;

    public IReadOnlyList<string> Results { get; } = results;

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
