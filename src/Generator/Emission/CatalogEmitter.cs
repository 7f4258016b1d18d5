using Conv3DGen.Generator.Model;
using Conv3DGen.Generator.Planning;

namespace Conv3DGen.Generator.Emission;

/// <summary>The file that chooses: the user's property, and the instance made for the best instruction set of the machine.</summary>
internal static class CatalogEmitter
{
    public static GeneratedFile Emit(KernelRequest request, IReadOnlyList<Isa> isas)
    {
        var code = new CodeWriter();
        FileHead.Write(code, [$"{request.Hint}: {request.Spec}."]);
        if (request.Property is { } property)
        {
            Nest(code, property, 0, request);
            code.Line();
        }

        code.Block($"namespace {FileHead.Namespace}", () =>
        {
            FileHead.Imports(code, ["global::System.Runtime.Intrinsics.Arm", "global::System.Runtime.Intrinsics.X86"]);
            Instance(code, request, isas);
        });
        return new(request.Hint + ".g.cs", code.ToString());
    }

    /// <summary>The registrations of all assembly-level specs.</summary>
    public static GeneratedFile EmitRegistrations(IReadOnlyList<KernelRequest> requests)
    {
        var code = new CodeWriter();
        FileHead.Write(
            code,
            ["The kernels of this assembly's [assembly: Conv3DSpec], for Conv3D to find."],
            FileHead.Namespace,
            ["global::System.Runtime.CompilerServices", "global::Conv3DGen.Kernels"]);
        code.Block("file static class Registrations", () =>
        {
            code.Line("[ModuleInitializer]");
            code.Block("internal static void Register()", () =>
            {
                foreach (KernelRequest request in requests)
                {
                    code.Line($"KernelRegistry.Register({request.Id}.Spec, static () => {request.Id}.Instance);");
                }
            });
        });
        return new("Conv3DSpecs.g.cs", code.ToString());
    }

    private static void Nest(CodeWriter code, PropertyModel property, int type, KernelRequest request)
    {
        if (type == 0 && property.Namespace.Length > 0)
        {
            code.Block($"namespace {property.Namespace}", () => Nest(code, property with { Namespace = "" }, 0, request));
        }
        else if (type < property.Types.Count)
        {
            code.Block(property.Types[type], () => Nest(code, property, type + 1, request));
        }
        else
        {
            if (!property.IsDocumented)
            {
                code.Line($"/// <summary>The kernel for {Xml(request.Spec.ToString())}.</summary>"); // it would take the place of the user's words
            }

            code.Line(FileHead.GeneratedCode);
            code.Line($"{property.Modifiers} global::Conv3DGen.Conv3DKernel {property.Name} => global::{FileHead.Namespace}.{request.Id}.Instance;");
        }
    }

    private static void Instance(CodeWriter code, KernelRequest request, IReadOnlyList<Isa> isas)
    {
        code.Line(FileHead.GeneratedCode);
        code.Block($"internal static class {request.Id}", () =>
        {
            code.Line($"internal static readonly ConvSpec Spec = {SpecEmitter.Expression(request.Spec)};").Line();
            code.Line("internal static readonly Conv3DKernel Instance = Create();").Line();
            code.Block("private static Conv3DKernel Create()", () =>
            {
                foreach (Isa isa in isas)
                {
                    code.Block($"if ({isa.Guard})", () => code.Line($"return {request.Id}_{isa.Id}.Create();")).Line();
                }

                code.Line($"return Conv3DKernel.Unsupported(\"{request.Name}\", Spec, \"{Alternatives([.. isas.Select(isa => isa.Name)])}\");");
            });
        });
    }

    private static string Alternatives(string[] names)
        => names.Length == 1 ? names[0] : string.Join(", ", names.Take(names.Length - 1)) + " or " + names[names.Length - 1];

    private static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
