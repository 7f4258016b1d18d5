using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Conv3DGen.Bench.CommandLine;

/// <summary>Options whose values are checked: a wrong one is refused with what was expected.</summary>
internal static class OptionTypes
{
    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public static Option<int> Number(string name, int least, int most, int standard, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => standard,
        CustomParser = result => TryNumber(result, result.Tokens[0].Value, least, most, out int value) ? value : standard,
    };

    /// <summary>Whole numbers with commas between them.</summary>
    public static Option<int[]> Numbers(string name, int least, int most, int[] standard, string description) => new(name)
    {
        Description = description,
        HelpName = "N,...",
        DefaultValueFactory = _ => standard,
        CustomParser = result =>
        {
            var values = new List<int>();
            foreach (string text in Split(result))
            {
                if (!TryNumber(result, text, least, most, out int value))
                {
                    return standard;
                }

                values.Add(value);
            }

            return [.. values];
        },
    };

    /// <summary>Names from a list, with commas between them; "all" for all of them, "none" where there is a list without any.</summary>
    public static Option<string[]> Names(string name, IReadOnlyList<string> known, string[] standard, string description, bool orNone = false) => new(name)
    {
        Description = description,
        HelpName = "NAME,...",
        DefaultValueFactory = _ => standard,
        CustomParser = result =>
        {
            string[] names = Split(result);
            if (names is ["all"])
            {
                return [.. known];
            }

            if (orNone && names is ["none"])
            {
                return [];
            }

            if (Array.Find(names, text => !known.Contains(text)) is { } unknown)
            {
                result.AddError($"{name} has '{unknown}'; expected some of {string.Join(", ", known)}, or all{(orNone ? " or none" : "")}");
            }

            return names;
        },
    };

    /// <summary>A file to write.</summary>
    public static Option<string?> File(string name, string description) => new(name) { Description = description, HelpName = "FILE" };

    private static string[] Split(ArgumentResult result)
        => result.Tokens[0].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool TryNumber(ArgumentResult result, string text, int least, int most, out int value)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= least && value <= most)
        {
            return true;
        }

        result.AddError($"{((OptionResult)result.Parent!).Option.Name} is '{text}'; expected a whole number from {least} to {most}");
        return false;
    }
}
