using Conv3DGen.Generator.Emission.Winograd;
using Conv3DGen.Winograd;

namespace Conv3DGen.Generator.Tests.Winograd;

/// <summary>Straight-line programs: what they say, and what of them some results take.</summary>
public class StraightLineTests
{
    private static readonly Coefficient s_factor = new("A", 0.5, "a half");

    /// <summary>Every program there is: a form, and whether the input's rather than the output's.</summary>
    public static TheoryData<string, bool> Programs
    {
        get
        {
            var rows = new TheoryData<string, bool>();
            foreach (string form in Enum.GetNames<AxisForm>())
            {
                rows.Add(form, true);
                rows.Add(form, false);
            }

            return rows;
        }
    }

    [Theory]
    [InlineData("Add", "y = l + r")]
    [InlineData("Subtract", "y = l - r")]
    [InlineData("Scale", "y = A * r")]
    [InlineData("AddScaled", "y = l + A * r")]
    [InlineData("SubtractScaled", "y = l - A * r")]
    public void A_step_reads_as_a_formula(string operation, string formula)
    {
        LineOperation parsed = Enum.Parse<LineOperation>(operation);

        Assert.Equal(formula, WinogradFormulas.Of(new LineStep("y", parsed, "l", "r", parsed is LineOperation.Add or LineOperation.Subtract ? null : s_factor)));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_program_defines_each_value_once_before_its_use_and_none_in_vain(string form, bool input)
    {
        StraightLine program = Program(form, input);
        HashSet<string> known = [.. program.Inputs];
        foreach (LineStep step in program.Steps)
        {
            Assert.Contains(step.Right, known);
            Assert.True(step.Operation == LineOperation.Scale ? step.Left.Length == 0 : known.Contains(step.Left));
            Assert.Equal(step.Operation is LineOperation.Add or LineOperation.Subtract, step.Factor is null);
            Assert.True(known.Add(step.Name));
        }

        Assert.All(program.Results, result => Assert.Contains(result, known));
        Assert.Equal(program.Steps, program.StepsFor(program.Results));
    }

    /// <summary>Every set of results: the same values in the same order of steps, and no step whose value nobody takes.</summary>
    [Theory]
    [MemberData(nameof(Programs))]
    public void Some_results_take_the_steps_that_lead_to_them_and_no_other(string form, bool input)
    {
        StraightLine program = Program(form, input);
        double[] inputs = [.. Enumerable.Range(0, program.Inputs.Count).Select(i => Math.Sqrt(i + 2))];
        double[] whole = LineEvaluation.Run(program, inputs);
        for (int set = 0; set < 1 << program.Results.Count; set++)
        {
            List<string> wanted = [.. program.Results.Where((_, i) => (set >> i & 1) == 1)];
            IReadOnlyList<LineStep> steps = program.StepsFor(wanted);

            Dictionary<string, double> values = LineEvaluation.Values(program, steps, inputs);
            Assert.All(wanted, name => Assert.Equal(whole[program.Results.ToList().IndexOf(name)], values[name]));
            Assert.Equal(program.Steps.Where(steps.Contains), steps);
            Assert.All(steps, step => Assert.True(wanted.Contains(step.Name) || steps.Any(s => s.Left == step.Name || s.Right == step.Name), step.Name));
        }
    }

    private static StraightLine Program(string form, bool input)
    {
        AxisTransform axis = AxisTransform.Of(Enum.Parse<AxisForm>(form));
        return input ? axis.Input : axis.Output;
    }
}
