using Conv3DGen.Testing;

namespace Conv3DGen.Kernel.Tests.Properties;

/// <summary>No implementation reads or writes beyond its tensors, wherever they lie.</summary>
public class GuardPageTests
{
    public static TheoryData<string, string, Placement> Rows()
    {
        var rows = new TheoryData<string, string, Placement>();
        foreach (string name in SpecifiedProblem.OnePerSpec)
        {
            foreach (string implementation in Implementation.Names)
            {
                foreach (Placement placement in Enum.GetValues<Placement>())
                {
                    rows.Add(name, implementation, placement);
                }
            }
        }

        return rows;
    }

    [LinuxTheory]
    [MemberData(nameof(Rows))]
    public void StaysInsideItsTensors(string name, string implementation, Placement placement)
    {
        SpecifiedProblem random = SpecifiedProblem.Named(name);
        ConvProblem problem = random.Data.Problem;
        using var input = new GuardedFloats(problem.InputCount, placement);
        using var output = new GuardedFloats(problem.OutputCount, placement);
        random.Data.Input.CopyTo(input.Values);
        input.MakeReadOnly();
        Conv3D layer = random.Layer(implementation);
        layer.Call(input.Values, problem.InputShape, output.Values);
        TensorAssert.Same(random.Data.FmaOrderSums(), output.Values, problem, random.Describe(layer));
        Assert.True(output.SlackIsUntouched, "Something beside the output was written.");
    }

    [LinuxFact]
    public void TheGuardsKnowWhatIsTheirs()
    {
        foreach (Placement placement in Enum.GetValues<Placement>())
        {
            using var floats = new GuardedFloats(10, placement);
            floats.Values.Fill(1);
            Assert.True(floats.SlackIsUntouched);
            int first = floats.Pages.IndexOf(1);
            floats.Pages[first > 0 ? first - 1 : 10] = 2;
            Assert.False(floats.SlackIsUntouched);
        }
    }

    private const string Reason = "guard pages are made with Linux's mmap and mprotect";

    private sealed class LinuxTheoryAttribute : TheoryAttribute
    {
        public LinuxTheoryAttribute() => Skip = OperatingSystem.IsLinux() ? null : Reason;
    }

    private sealed class LinuxFactAttribute : FactAttribute
    {
        public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : Reason;
    }
}
