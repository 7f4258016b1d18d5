using Conv3DGen.Generator.Emission;
using Conv3DGen.Generator.Emission.Direct;
using Conv3DGen.Generator.Model;
using Conv3DGen.Generator.Parsing;
using Conv3DGen.Generator.Planning;

namespace Conv3DGen.Generator.Tests.Emission;

/// <summary>Emits without a compilation: specs that between them use every path of the emitters.</summary>
internal static class EmittedCode
{
    public static IReadOnlyList<ConvSpec> Specs { get; } =
    [
        new(3, 1, 1, Padding.Valid),
        new((1, 3, 5), (1, 2, 2), 1, Padding.Same) { InputChannels = 16, Filters = 32 },
        new(3, 1, 2, Padding.Same) { InputChannels = 6, Filters = 100 },
        new(3, 1, 2, Padding.Valid) { InputChannels = 6 },
        new(1, 1, 1, Padding.Valid) { InputChannels = 64, Filters = 64, Groups = 1, DataFormat = DataFormat.ChannelsLast },
        new(3, 1, 1, Padding.Valid) { InputChannels = 1, Filters = 8, Groups = 1, DataFormat = DataFormat.ChannelsLast },
        new(3, 1, 1, Padding.Same) { InputChannels = 1, Filters = 3, Groups = 1 },
        new(3, 1, 1, Padding.Same) { InputChannels = 8, Filters = 48, Groups = 4, DataFormat = DataFormat.ChannelsFirst },
        new((3, 3, 7), (1, 2, 2), 1, Padding.Same) { InputChannels = 32, Filters = 32, Groups = 32 },
        new(3, 1, 1, Padding.Same) { InputChannels = 64, Filters = 64, Groups = 64, DataFormat = DataFormat.ChannelsLast },
        new((1, 3, 3), 1, 1, Padding.Same) { Algorithm = Algorithm.Direct },
    ];

    public static KernelRequest Request(ConvSpec spec, bool asProperty)
    {
        string name = SpecName.Of(spec);
        return asProperty
            ? new(name, "App_Kernels_" + name, "App.Kernels." + name, spec, new("App", new(["partial class Kernels"]), "public static partial", name, IsDocumented: false))
            : new(name, name, name, spec, Property: null);
    }

    /// <summary>Every file that a build with these specs as properties and as specs of the assembly gets.</summary>
    public static IReadOnlyList<GeneratedFile> All()
    {
        KernelRequest[] registered = [.. Specs.Select(spec => Request(spec, asProperty: false))];
        return
        [
            .. registered.Concat(Specs.Select(spec => Request(spec, asProperty: true))).SelectMany(Emit),
            CatalogEmitter.EmitRegistrations(registered),
            .. Strided(),
            .. TapTiles.Of(registered.Select(request => KernelPlan.Of(request, Isas.All))).Select(KernelEmitter.EmitTaps),
            .. KernelEmitter.EmitWinograd(Isas.All, mostTaps: 5),
        ];
    }

    /// <summary>The files of one kernel.</summary>
    public static IEnumerable<GeneratedFile> Emit(KernelRequest request) => KernelEmitter.Emit(KernelPlan.Of(request, Isas.All));

    /// <summary>The microkernels for any stride that the specs share.</summary>
    public static IEnumerable<GeneratedFile> Strided()
        => StridedTiles.Of(Specs.Select(spec => KernelPlan.Of(Request(spec, asProperty: false), Isas.All))).Select(KernelEmitter.EmitStrided);

    /// <summary>Size of the file that a plan is spelled out in.</summary>
    public static int Bytes(ConvSpec spec, ConvPlan plan) => DirectEmitter.Emit(Request(spec, asProperty: false), plan).Text.Length;

    /// <summary>The instruction set a file is for; null for catalogs and registrations.</summary>
    public static Isa? IsaOf(GeneratedFile file) => Isas.All.SingleOrDefault(isa => file.Hint.EndsWith($".{isa.Id}.g.cs", StringComparison.Ordinal));
}
