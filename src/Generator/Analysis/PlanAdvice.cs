using Conv3DGen.Generator.Diagnostics;
using Conv3DGen.Generator.Planning;
using Microsoft.CodeAnalysis;

namespace Conv3DGen.Generator.Analysis;

/// <summary>What to say on one spec.</summary>
/// <param name="Descriptor">Which diagnostic.</param>
/// <param name="Arguments">What its message names.</param>
internal sealed record Advice(DiagnosticDescriptor Descriptor, params string[] Arguments);

/// <summary>What a plan says to the author of its spec.</summary>
internal static class PlanAdvice
{
    /// <summary>Kilobytes of text that a spec should not exceed. One that gives its filters stays well below.</summary>
    private const int MaxKilobytes = 160;

    /// <summary>The advice on a kernel.</summary>
    /// <param name="kernel">Its plan.</param>
    /// <param name="characters">The length of its generated text.</param>
    public static IEnumerable<Advice> Of(KernelPlan kernel, int characters)
    {
        ConvSpec spec = kernel.Request.Spec;
        if (kernel.PerIsa.Any(IsLooped))
        {
            yield return new(Descriptors.Looped, spec.KernelSize.ToString(), $"{spec.KernelSize.Width}", $"{LanewisePlanner.MostTaps(spec)}");
        }

        int kilobytes = characters / 1000;
        if (kilobytes > MaxKilobytes)
        {
            yield return new(Descriptors.LargeText, kernel.Request.Name, $"{kilobytes}", $"{MaxKilobytes}", Remedy(spec));
        }

        yield return new(Descriptors.Plan, kernel.Request.Name, string.Join(", ", kernel.PerIsa.Select(Summary)), $"{kilobytes}");
    }

    /// <summary>Whether the taps of a row, which unrolled depthwise code keeps in registers, are too many for it.</summary>
    private static bool IsLooped(ConvPlan plan) => plan.Blocks.Any(block => block.Row is { Inputs: InputMode.Lanewise });

    private static string Remedy(ConvSpec spec)
        => spec.Filters is null ? "give Filters, or limit the instruction sets by Conv3DGenIsas" : "limit the instruction sets by Conv3DGenIsas";

    private static string Summary(ConvPlan plan) => $"{plan.Title}{(plan.Winograd && plan.Blocks.Count > 0 ? " or winograd" : "")} on {plan.Isa.Name}";
}
