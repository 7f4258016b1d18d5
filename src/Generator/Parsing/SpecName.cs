using System.Text;

namespace Conv3DGen.Generator.Parsing;

/// <summary>The name of an assembly-level kernel; different specs have different names.</summary>
internal static class SpecName
{
    public static string Of(ConvSpec spec)
    {
        var name = new StringBuilder("Conv").Append(spec.KernelSize.ToString("x"));
        name.Append(spec.Padding == Padding.Same ? "Same" : "Valid");
        PerAxis("Stride", spec.Strides);
        PerAxis("Dilation", spec.DilationRate);
        Option("From", spec.InputChannels);
        Option("To", spec.Filters);
        Option("Groups", spec.Groups);
        name.Append(spec.DataFormat?.ToString());
        return name.Append(spec.Algorithm == Algorithm.Auto ? null : spec.Algorithm.ToString()).ToString();

        void PerAxis(string label, Int3 value)
        {
            if (value != 1)
            {
                name.Append(label).Append(value.ToString("x"));
            }
        }

        void Option(string label, int? value)
        {
            if (value is { } number)
            {
                name.Append(label).Append(number);
            }
        }
    }
}
