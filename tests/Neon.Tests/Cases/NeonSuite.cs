using Conv3DGen.Neon.Protocol;
using Conv3DGen.Neon.Tests.Emission;
using Conv3DGen.Testing.Golden;

namespace Conv3DGen.Neon.Tests.Cases;

/// <summary>All cases, and the kernels that they take.</summary>
internal static class NeonSuite
{
    private static readonly Lazy<ILookup<string, NeonCase>> s_cases = new(() =>
        GoldenSuites.Forward.Values.SelectMany(GoldenCases.Forward)
            .Concat(GoldenSuites.Networks.Values.SelectMany(GoldenCases.Network))
            .Concat(RandomCases.Create())
            .Concat(WinogradCases.Golden())
            .Concat(WinogradCases.Random())
            .ToLookup(c => c.Group));

    /// <summary>Specs of kernels that cases ask for by name.</summary>
    public static IReadOnlyList<ConvSpec> Named => SpecsOf(registered: false);

    /// <summary>Specs of kernels that layers find themselves.</summary>
    public static IReadOnlyList<ConvSpec> Registered => SpecsOf(registered: true);

    private static IEnumerable<NeonCase> All => s_cases.Value.SelectMany(group => group);

    /// <summary>The cases of a group.</summary>
    public static IEnumerable<NeonCase> Of(string group) => s_cases.Value[group];

    /// <summary>All cases as the arm64 program reads them.</summary>
    public static IReadOnlyList<NeonJob> Jobs()
    {
        Dictionary<ConvSpec, string> names = Named.Index().ToDictionary(s => s.Item, s => SpecSource.Name(s.Index));
        return [.. All.Select(c => c.ToJob(c.Kernel switch
        {
            { Spec: null } => NeonJob.Fallback,
            { Registered: true } => NeonJob.Registered,
            { Spec: { } spec } => names[spec],
        }))];
    }

    private static List<ConvSpec> SpecsOf(bool registered)
        => [.. All.Where(c => c.Kernel.Registered == registered).Select(c => c.Kernel.Spec).OfType<ConvSpec>().Distinct()];
}
