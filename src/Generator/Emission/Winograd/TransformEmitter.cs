using System.Globalization;
using Conv3DGen.Generator.Planning;
using Conv3DGen.Winograd;

namespace Conv3DGen.Generator.Emission.Winograd;

/// <summary>Spells straight-line programs: first the loads, then the steps, in lines that each lead to a result or two.</summary>
/// <param name="code">Where to.</param>
/// <param name="isa">The instruction set.</param>
/// <param name="coefficient">The expression of a coefficient in all lanes; null where it is a constant of the class.</param>
internal sealed class TransformEmitter(CodeWriter code, Isa isa, Func<Coefficient, string>? coefficient = null)
{
    /// <summary>Writes what some results need.</summary>
    /// <param name="program">The program.</param>
    /// <param name="results">Which results.</param>
    /// <param name="suffix">Ends every name that is declared: "_3".</param>
    /// <param name="load">The expression of an input, given its place; it is read once.</param>
    /// <param name="formulas">Whether each line of steps has its formulas above it.</param>
    public void Write(StraightLine program, IReadOnlyList<int> results, string suffix, Func<int, string> load, bool formulas = false)
    {
        string[] wanted = [.. results.Select(i => program.Results[i])];
        IReadOnlyList<LineStep> steps = program.StepsFor(wanted);
        code.Statements(
            from input in program.Inputs.Select((name, place) => (name, place))
            where wanted.Contains(input.name) || steps.Any(s => s.Left == input.name || s.Right == input.name)
            select $"var {input.name}{suffix} = {load(input.place)};");
        Steps(program, results, suffix, name => name + suffix, formulas);
    }

    /// <summary>Writes what some results need, from values that have names already.</summary>
    /// <param name="program">The program.</param>
    /// <param name="results">Which results.</param>
    /// <param name="suffix">Ends every name that is declared.</param>
    /// <param name="value">The name of an input's value, given its place.</param>
    public void Compute(StraightLine program, IReadOnlyList<int> results, string suffix, Func<int, string> value)
    {
        string[] inputs = [.. program.Inputs];
        Steps(program, results, suffix, name => Array.IndexOf(inputs, name) is int place and >= 0 ? value(place) : name + suffix, formulas: false);
    }

    /// <summary>The formulas that some results take, in lines.</summary>
    public static IEnumerable<string> Formulas(StraightLine program, IReadOnlyList<int> results)
        => Lines(program, results).Select(Formulas);

    /// <summary>Declares the coefficients of programs, each once, low powers first.</summary>
    public void Coefficients(params StraightLine[] programs)
    {
        foreach (Coefficient factor in programs.SelectMany(p => p.Coefficients).Distinct().OrderBy(f => f.Name.Length).ThenBy(f => f.Name, StringComparer.Ordinal))
        {
            code.Line($"private const float {factor.Name} = {((float)factor.Value).ToString("R", CultureInfo.InvariantCulture)}f; // {factor.Meaning}");
        }
    }

    private void Steps(StraightLine program, IReadOnlyList<int> results, string suffix, Func<string, string> name, bool formulas)
    {
        foreach (IReadOnlyList<LineStep> line in Lines(program, results))
        {
            if (formulas)
            {
                code.Line($"// {Formulas(line)}");
            }

            code.Statements(line.Select(step => $"var {step.Name}{suffix} = {Expression(step, name)};"));
        }
    }

    /// <summary>The steps of some results in their order; a line ends where the results end that it leads to.</summary>
    private static IEnumerable<IReadOnlyList<LineStep>> Lines(StraightLine program, IReadOnlyList<int> results)
    {
        string[] wanted = [.. results.Select(i => program.Results[i])];
        IReadOnlyList<LineStep> steps = program.StepsFor(wanted);
        for (int first = 0, i = 0; i < steps.Count; i++)
        {
            bool isLast = i + 1 == steps.Count || (wanted.Contains(steps[i].Name) && !wanted.Contains(steps[i + 1].Name));
            if (isLast)
            {
                yield return [.. steps.Skip(first).Take(i + 1 - first)];
                first = i + 1;
            }
        }
    }

    private static string Formulas(IReadOnlyList<LineStep> line) => string.Join(", ", line.Select(WinogradFormulas.Of));

    private string Expression(LineStep step, Func<string, string> name)
    {
        string factor = step.Factor is not { } f ? "" : coefficient is null ? string.Format(isa.Splat, f.Name) : coefficient(f);
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
