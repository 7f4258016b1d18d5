using System.Globalization;
using Conv3DGen.Generator.Planning;
using Conv3DGen.Winograd;

namespace Conv3DGen.Generator.Emission.Winograd;

/// <summary>Spells straight-line programs: loads on one line, steps on the next.</summary>
internal sealed class TransformEmitter(CodeWriter code, Isa isa)
{
    /// <summary>Writes what some results need.</summary>
    /// <param name="program">The program.</param>
    /// <param name="results">Which results.</param>
    /// <param name="suffix">Ends every name that is declared: "_3".</param>
    /// <param name="load">The expression of an input, given its place; it is read once.</param>
    public void Write(StraightLine program, IEnumerable<int> results, string suffix, Func<int, string> load)
    {
        string[] wanted = [.. results.Select(i => program.Results[i])];
        IReadOnlyList<LineStep> steps = program.StepsFor(wanted);
        IEnumerable<string> loads =
            from input in program.Inputs.Select((name, place) => (name, place))
            where wanted.Contains(input.name) || steps.Any(s => s.Left == input.name || s.Right == input.name)
            select $"var {input.name}{suffix} = {load(input.place)};";
        code.Line(string.Join(" ", loads));
        if (steps.Count > 0)
        {
            code.Line(string.Join(" ", steps.Select(step => $"var {step.Name}{suffix} = {Expression(step, name => name + suffix)};")));
        }
    }

    /// <summary>Writes what some results need, from values that have names already.</summary>
    /// <param name="program">The program.</param>
    /// <param name="results">Which results.</param>
    /// <param name="suffix">Ends every name that is declared.</param>
    /// <param name="value">The name of an input's value, given its place.</param>
    public void Compute(StraightLine program, IEnumerable<int> results, string suffix, Func<int, string> value)
    {
        string Name(string name) => Array.IndexOf([.. program.Inputs], name) is int place and >= 0 ? value(place) : name + suffix;
        IReadOnlyList<LineStep> steps = program.StepsFor(results.Select(i => program.Results[i]));
        if (steps.Count > 0)
        {
            code.Line(string.Join(" ", steps.Select(step => $"var {step.Name}{suffix} = {Expression(step, Name)};")));
        }
    }

    /// <summary>The formulas that some results take, for a comment.</summary>
    public static string Formulas(StraightLine program, IEnumerable<int> results)
        => string.Join(", ", program.StepsFor(results.Select(i => program.Results[i])).Select(step => step.ToString()));

    /// <summary>Declares the coefficients of programs, each once.</summary>
    public void Coefficients(params StraightLine[] programs)
    {
        foreach (Coefficient factor in programs.SelectMany(p => p.Steps).Select(s => s.Factor).OfType<Coefficient>().Distinct())
        {
            code.Line($"private const float {factor.Name} = {((float)factor.Value).ToString("R", CultureInfo.InvariantCulture)}f; // {factor.Meaning}");
        }
    }

    private string Expression(LineStep step, Func<string, string> name)
    {
        string factor = step.Factor is { } f ? string.Format(isa.Splat, f.Name) : "";
        return step.Operation switch
        {
            LineOperation.Add => $"{name(step.Left)} + {name(step.Right)}",
            LineOperation.Subtract => $"{name(step.Left)} - {name(step.Right)}",
            LineOperation.Scale => $"{name(step.Right)} * {factor}",
            LineOperation.AddScaled => string.Format(isa.MultiplyAdd, name(step.Right), factor, name(step.Left)),
            _ => string.Format(isa.MultiplySubtract, name(step.Right), factor, name(step.Left)),
        };
    }
}
