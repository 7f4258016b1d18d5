using Conv3DGen.Neon.Tests.Emission;
using Conv3DGen.Neon.Tests.Quality;
using Conv3DGen.Neon.Tests.Running;

namespace Conv3DGen.Neon.Tests;

/// <summary>What the compiler makes of the microkernels: in their hot loops nothing but loads, multiply-adds and the loop itself.</summary>
public class CodeQualityTests
{
    private static readonly Lazy<IReadOnlyList<MachineMethod>> s_methods = new(() => Disassembly.Of(NeonLeg.Program));

    private static IEnumerable<MachineMethod> Emitted => s_methods.Value.Where(m => !IsBrokenOnPurpose(m.Type));

    private static IEnumerable<MachineMethod> Microkernels => Emitted.Where(m => !m.IsTransform);

    [NeonFact]
    public void HotLoopsNeitherSpillNorDuplicateLanes()
    {
        Assert.Contains(Microkernels, m => m.Type == "Code_Neon");
        List<HotLoop> bad = [.. Microkernels.SelectMany(m => m.HotLoops()).Where(l => l.Faults().Any())];
        IEnumerable<string> examples = bad.DistinctBy(l => (l.Method.Name, l.MultiplyAdds)).Select(Describe);
        Assert.True(bad.Count == 0, $"{bad.Count} hot loops are not good. One of each kind:\n{string.Join('\n', examples.Take(20))}");
    }

    [NeonFact]
    public void EveryMicrokernelHasAHotLoop() => Assert.All(Microkernels, method => Assert.NotEmpty(method.HotLoops()));

    /// <summary>Whole methods, since the values of a transform live from loop to loop.</summary>
    [NeonFact]
    public void TransformsOfWinogradNeitherSpillNorDuplicateLanes()
    {
        IEnumerable<MachineMethod> transforms = Emitted.Where(m => m.IsTransform);
        Assert.InRange(transforms.Count(), 18, int.MaxValue);
        Assert.All(transforms, m => Assert.DoesNotContain(m.Instructions, i => i.IsVectorStackAccess || i.IsDuplicate));
    }

    [NeonFact]
    public void MultiplyAddsByLaneStayOneInstruction()
    {
        Dictionary<(string, string), MachineMethod> compiled = Emitted.ToDictionary(m => (m.Type, m.Name));
        List<EmittedMethod> emitted = [.. NeonLeg.Files.Values.SelectMany(EmittedMethod.Of).Where(m => !IsBrokenOnPurpose(m.Type))];
        Assert.Contains(emitted, method => method.ByElement > 0);
        Assert.All(emitted, method =>
        {
            MachineMethod code = compiled[(method.Type, method.Name)];
            int byElement = code.Instructions.Count(i => i.IsByElement);
            Assert.True(byElement >= method.ByElement, $"{method.Type}.{method.Name} multiplies by a lane {method.ByElement} times; the machine code does so {byElement} times.");
        });
    }

    [NeonFact]
    public void ATileWithTooManySumsIsSeenToSpill()
    {
        IEnumerable<HotLoop> loops = s_methods.Value.Single(m => m.Type.StartsWith(OversizedTile.Name, StringComparison.Ordinal)).HotLoops();
        Assert.Contains(loops.SelectMany(l => l.Faults()), fault => fault.StartsWith("spill", StringComparison.Ordinal));
    }

    [NeonFact]
    public void DuplicatedLanesAreSeen()
    {
        IEnumerable<HotLoop> loops = s_methods.Value.Where(m => m.Type.StartsWith(Mutants.DuplicatesLanes, StringComparison.Ordinal)).SelectMany(m => m.HotLoops());
        Assert.Contains(loops.SelectMany(l => l.Faults()), fault => fault.StartsWith("dup", StringComparison.Ordinal));
    }

    private static bool IsBrokenOnPurpose(string type) => Mutants.Names.Append(OversizedTile.Name).Any(name => type == name + "_Neon");

    private static string Describe(HotLoop loop) => $"{loop}\n    {string.Join("\n    ", loop.Faults().Take(3))}\n";
}
