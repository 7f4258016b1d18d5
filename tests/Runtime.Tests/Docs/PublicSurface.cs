using System.Reflection;

namespace Conv3DGen.Runtime.Tests.Docs;

/// <summary>What a user sees of the layer, as docs/keras.md spells it.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Types that are about kernels and shapes rather than Keras, and the machinery of arguments.</summary>
    private static readonly Type[] s_others =
        [typeof(Conv3DKernel), typeof(Conv3DSpecAttribute), typeof(ConvSpec), typeof(Int3), typeof(NameOr<>), typeof(AxesBuilder)];

    /// <summary>Types whose members are obvious: a list of integers, a config with the layer's own properties (ConfigTests), a pair.</summary>
    private static readonly Type[] s_byName = [typeof(Axes), typeof(Conv3DConfig), typeof(InputSpec), typeof(ActivationFunction)];

    /// <summary>What every object or record has.</summary>
    private static readonly string[] s_ofEveryType = [nameof(ToString), nameof(Equals), nameof(GetHashCode), "Deconstruct", "<Clone>$"];

    public static Type[] Types { get; } =
        [.. typeof(Conv3D).Assembly.GetExportedTypes().Where(type => type.Namespace == nameof(Conv3DGen) && !s_others.Contains(type))];

    /// <summary>The arguments of the layer's constructor, "filters:", and its members, "Filters".</summary>
    public static IEnumerable<string> OfTheLayer()
        => Constructor().GetParameters().Select(parameter => $"{parameter.Name}:").Concat(MembersOf(typeof(Conv3D)));

    /// <summary>The other types, and their members: "MaxNorm.MaxValue".</summary>
    public static IEnumerable<string> OfOtherTypes()
        => Types.Where(type => type != typeof(Conv3D) && !IsStaticHome(type)).Select(type => type.Name)
            .Concat(Types.Where(type => type != typeof(Conv3D) && !type.IsEnum && !s_byName.Contains(type)).SelectMany(type => MembersOf(type).Select(member => $"{type.Name}.{member}")));

    /// <summary>Whether a name of the table is that of a type, a member, or an argument.</summary>
    public static bool Has(string name)
    {
        if (name.EndsWith(':'))
        {
            return Constructor().GetParameters().Any(parameter => parameter.Name + ":" == name);
        }

        string[] parts = name.Split('.');
        return parts.Length == 1
            ? Types.Any(type => type.Name == name) || MembersOf(typeof(Conv3D)).Contains(name)
            : Types.SingleOrDefault(type => type.Name == parts[0]) is { } type && MembersOf(type).Contains(parts[1]);
    }

    private static bool IsStaticHome(Type type) => type is { IsAbstract: true, IsSealed: true } || type == typeof(Activation);

    private static ConstructorInfo Constructor() => typeof(Conv3D).GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!;

    private static IEnumerable<string> MembersOf(Type type)
        => type.GetMembers(Declared)
            .Where(member => member is not (ConstructorInfo or Type or MethodInfo { IsSpecialName: true }))
            .Select(member => member.Name)
            .Except(s_ofEveryType)
            .Distinct();
}
