using Conv3DGen.Kernel.Tests.Compilation;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;

namespace Conv3DGen.Kernel.Tests.Properties;

/// <summary>Rows of every length, with strides that leave padding before a row, after it, at both ends or at none, have the same bits.</summary>
public class RowEndTests
{
    private const int MaxWidth = 64;

    private static readonly ConvProblem[] s_kernels =
    [
        .. from width in new[] { (Taps: 3, Stride: 1), (Taps: 3, Stride: 2), (Taps: 3, Stride: 3), (Taps: 4, Stride: 2) }
           select new ConvProblem
           {
               KernelSize = (1, 2, width.Taps),
               Strides = (1, 1, width.Stride),
               Padding = Padding.Same,
               InputChannels = 5,
               Filters = 32,
               Input = (1, 3, 1),
           },
    ];

    private static readonly Lazy<KernelLibrary> s_library = new(() => new([.. s_kernels.Select(kernel => kernel.SpecialisedSpec)]));

    public static TheoryData<string> Implementations => [.. Implementation.Names];

    [Theory]
    [MemberData(nameof(Implementations))]
    public void HaveThePromisedBits(string implementation)
    {
        foreach (ConvProblem kernel in s_kernels)
        {
            Conv3DKernel code = Implementation.Kernel(implementation, kernel.SpecialisedSpec, s_library.Value);
            for (int width = 1; width <= MaxWidth; width++)
            {
                ConvProblem problem = kernel with { Input = (1, 3, width) };
                ProblemData data = ProblemData.Create(problem, seed: width);
                Conv3D layer = LayerFactory.Create(problem, data.Kernel, data.Bias, kernel: code);
                TensorAssert.Same(data.FmaOrderSums(), layer.Run(problem, data.Input), problem, layer.KernelName);
            }
        }
    }
}
