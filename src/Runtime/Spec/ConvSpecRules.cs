using System.Globalization;
using Conv3DGen.Winograd;

namespace Conv3DGen;

/// <summary>The rules a spec can break; the generator has one diagnostic for each.</summary>
internal enum SpecRule
{
    /// <summary>Every size, stride, dilation, channel and group count is at least 1.</summary>
    Positive,

    /// <summary>No stride above 1 together with a dilation above 1, even on different axes (Keras Conv).</summary>
    StrideOrDilation,

    /// <summary>Input channels and filters are multiples of the groups.</summary>
    DivisibleByGroups,

    /// <summary>The dilated kernel's extent on each axis and the number of its taps stay below 2^31.</summary>
    Extent,

    /// <summary>An enum option holds one of its named values.</summary>
    NamedValue,

    /// <summary>Winograd convolution is for 3 or 5 taps, stride 1 and one group.</summary>
    Filtering,
}

/// <summary>One broken rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Option">The offending option, as the attribute spells it.</param>
/// <param name="Value">Its value.</param>
/// <param name="Expected">What the rule wants, as the end of "... must be".</param>
internal readonly record struct SpecViolation(SpecRule Rule, string Option, string Value, string Expected);

/// <summary>
/// The one place that knows which specs exist. Compiled into the runtime (exceptions) and linked into the generator (diagnostics).
/// </summary>
internal static class ConvSpecRules
{
    /// <summary>Every rule that <paramref name="spec"/> breaks, in the order of its options; empty for a possible spec.</summary>
    public static IReadOnlyList<SpecViolation> Check(ConvSpec spec)
    {
        var broken = new List<SpecViolation>();
        Positive(broken, nameof(spec.KernelSize), spec.KernelSize);
        Positive(broken, nameof(spec.Strides), spec.Strides);
        Positive(broken, nameof(spec.DilationRate), spec.DilationRate);
        Positive(broken, nameof(spec.InputChannels), spec.InputChannels);
        Positive(broken, nameof(spec.Filters), spec.Filters);
        Positive(broken, nameof(spec.Groups), spec.Groups);
        Named(broken, nameof(spec.Padding), spec.Padding is Padding.Valid or Padding.Same, (int)spec.Padding);
        Named(broken, nameof(spec.DataFormat), spec.DataFormat is null or DataFormat.ChannelsLast or DataFormat.ChannelsFirst, (int)(spec.DataFormat ?? 0));
        Named(broken, nameof(spec.Algorithm), spec.Algorithm is Algorithm.Auto or Algorithm.Direct or Algorithm.Winograd, (int)spec.Algorithm);
        if (broken.Count > 0)
        {
            return broken; // The rules below only make sense between positive numbers.
        }

        if (!spec.Strides.All(s => s == 1) && !spec.DilationRate.All(d => d == 1))
        {
            broken.Add(new(SpecRule.StrideOrDilation, nameof(spec.DilationRate), spec.DilationRate.ToString(), $"1 where Strides is {spec.Strides}"));
        }

        Divisible(broken, nameof(spec.InputChannels), spec.InputChannels, spec.Groups);
        Divisible(broken, nameof(spec.Filters), spec.Filters, spec.Groups);
        Extent(broken, spec);
        if (spec.Algorithm == Algorithm.Winograd && WinogradRules.Obstacle(spec) is { } expected)
        {
            broken.Add(new(SpecRule.Filtering, nameof(spec.Algorithm), nameof(Algorithm.Winograd), expected));
        }

        return broken;
    }

    private static void Positive(List<SpecViolation> broken, string option, Int3 value)
    {
        if (!value.All(v => v >= 1))
        {
            broken.Add(new(SpecRule.Positive, option, value.ToString(), "at least 1 on every axis"));
        }
    }

    private static void Positive(List<SpecViolation> broken, string option, int? value)
    {
        if (value < 1)
        {
            broken.Add(new(SpecRule.Positive, option, Text(value.Value), "at least 1"));
        }
    }

    private static void Named(List<SpecViolation> broken, string option, bool known, int value)
    {
        if (!known)
        {
            broken.Add(new(SpecRule.NamedValue, option, Text(value), "one of the enum's named values"));
        }
    }

    private static void Divisible(List<SpecViolation> broken, string option, int? value, int? groups)
    {
        if (value % groups is > 0)
        {
            broken.Add(new(SpecRule.DivisibleByGroups, option, Text(value!.Value), $"a multiple of Groups = {groups}"));
        }
    }

    private static void Extent(List<SpecViolation> broken, ConvSpec spec)
    {
        Int3 kernel = spec.KernelSize;
        Int3 dilation = spec.DilationRate;
        bool fits = Span(kernel.Depth, dilation.Depth) && Span(kernel.Height, dilation.Height) && Span(kernel.Width, dilation.Width)
            && kernel.Product <= int.MaxValue;
        if (!fits)
        {
            broken.Add(new(SpecRule.Extent, nameof(spec.KernelSize), kernel.ToString(), $"small enough for its taps and its dilated extent to stay below 2^31 (DilationRate = {dilation})"));
        }

        static bool Span(int taps, int step) => ((taps - 1L) * step) + 1 <= int.MaxValue;
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
