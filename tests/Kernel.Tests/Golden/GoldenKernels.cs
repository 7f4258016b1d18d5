using Conv3DGen.Kernel.Tests.Compilation;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Golden;

namespace Conv3DGen.Kernel.Tests.Golden;

/// <summary>Layers for golden cases on every implementation, with kernels made for the shape alone and for the whole case.</summary>
internal static class GoldenKernels
{
    private const string Generic = "generic spec";
    private const string Specialised = "specialised spec";

    private static readonly KernelLibrary s_library = new(
        GoldenSuites.Layers.Select(l => l.Problem).SelectMany(p => (ConvSpec[])[p.GenericSpec, p.SpecialisedSpec]));

    /// <summary>Names x implementations x forms of the spec, for theories.</summary>
    public static TheoryData<string, string, string> Rows(IEnumerable<string> names)
    {
        var rows = new TheoryData<string, string, string>();
        foreach (string name in names)
        {
            foreach (string implementation in Implementation.Names)
            {
                rows.Add(name, implementation, Generic);
                if (implementation != Implementation.All[0].Name)
                {
                    rows.Add(name, implementation, Specialised); // the fallback has no spec
                }
            }
        }

        return rows;
    }

    /// <summary>An implementation's kernel for the shape of a golden layer.</summary>
    public static Conv3DKernel Kernel(GoldenLayer layer, string implementation) => Implementation.Kernel(implementation, layer.Problem.GenericSpec, s_library);

    /// <summary>A golden layer on an implementation.</summary>
    public static Conv3D Layer(GoldenLayer layer, string implementation, string form)
    {
        ConvSpec spec = form == Generic ? layer.Problem.GenericSpec : layer.Problem.SpecialisedSpec;
        Conv3DKernel kernel = Implementation.Kernel(implementation, spec, s_library);
        return LayerFactory.Create(layer.Problem, layer.Kernel, layer.Bias, GoldenActivation.Of(layer), kernel);
    }
}
