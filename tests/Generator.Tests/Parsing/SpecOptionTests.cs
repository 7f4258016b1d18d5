extern alias Runtime;

using System.Reflection;
using Conv3DGen.Generator.Emission;
using Conv3DGen.Generator.Parsing;
using RuntimeAttribute = Runtime::Conv3DGen.Conv3DSpecAttribute;
using RuntimeSpec = Runtime::Conv3DGen.ConvSpec;

namespace Conv3DGen.Generator.Tests.Parsing;

/// <summary>A new option of the attribute must arrive everywhere. Each test names the option that is missing and where.</summary>
public class SpecOptionTests
{
    private static readonly ConvSpec s_spec = new(1, 1, 1, Padding.Valid);

    /// <summary>The settable options, and the kernel size that the constructors take.</summary>
    public static TheoryData<string> Options => [.. typeof(RuntimeAttribute).GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(p => p.Name)];

    [Fact]
    public void SpecOptions_has_a_row_for_every_settable_option_and_no_other()
    {
        IEnumerable<string> settable = typeof(RuntimeAttribute)
            .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(p => p.CanWrite)
            .Select(p => p.Name);

        Assert.Equal(settable.Order(StringComparer.Ordinal), SpecOptions.All.Select(o => o.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void ConvSpec_has_the_option(string option) => Assert.NotNull(typeof(ConvSpec).GetProperty(option));

    [Theory]
    [MemberData(nameof(Options))]
    public void The_text_for_people_shows_it(string option) => Assert.NotEqual(s_spec.ToString(), With(s_spec, option).ToString());

    [Theory]
    [MemberData(nameof(Options))]
    public void SpecName_shows_it(string option) => Assert.NotEqual(SpecName.Of(s_spec), SpecName.Of(With(s_spec, option)));

    [Theory]
    [MemberData(nameof(Options))]
    public void The_emitted_spec_has_it(string option) => Assert.NotEqual(SpecEmitter.Expression(s_spec), SpecEmitter.Expression(With(s_spec, option)));

    [Theory]
    [MemberData(nameof(Options))]
    public void A_layer_that_differs_in_it_is_no_match_at_run_time(string option)
    {
        MethodInfo differences = typeof(RuntimeSpec).Assembly.GetType("Conv3DGen.Kernels.SpecMatch")!.GetMethod("Differences")!;
        var layer = new RuntimeSpec(1, 1, 1, default)
        {
            InputChannels = 1,
            Filters = 1,
            Groups = 1,
            DataFormat = default(Runtime::Conv3DGen.DataFormat),
            Algorithm = Runtime::Conv3DGen.Algorithm.Winograd, // not Auto, which takes what it gets
        };

        int Count(RuntimeSpec kernel) => ((System.Collections.IEnumerable)differences.Invoke(null, [kernel, layer])!).Cast<object>().Count();

        Assert.Equal(0, Count(layer));
        Assert.Equal(1, Count(With(layer, option)));
    }

    /// <summary>A copy with another value of the option.</summary>
    private static T With<T>(T spec, string option)
        where T : class
    {
        var copy = (T)typeof(T).GetMethod("<Clone>$")!.Invoke(spec, null)!;
        PropertyInfo property = typeof(T).GetProperty(option)!;
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        object other = type.IsEnum ? Enum.ToObject(type, 1)
            : type == typeof(int) ? 2
            : type == typeof(bool) ? true
            : Activator.CreateInstance(type, 2, 3, 4)!;
        property.SetValue(copy, other);
        return copy;
    }
}
