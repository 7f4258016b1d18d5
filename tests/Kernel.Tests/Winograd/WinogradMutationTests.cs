using Conv3DGen.Kernel.Tests.Compilation;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;
using Conv3DGen.Winograd;

namespace Conv3DGen.Kernel.Tests.Winograd;

/// <summary>Winograd code broken on purpose, each in the emitted text: the comparison with the portable kernel must notice.</summary>
public class WinogradMutationTests
{
    private static readonly ConvProblem[] s_problems = [Problem(3), Problem(5)];

    private static readonly Mutants s_mutants = new([.. s_problems.Select(p => p.GenericSpec)]);

    private static readonly Dictionary<string, (string From, string To)> s_mutations = new()
    {
        ["none"] = ("", ""),
        ["a coefficient is off in its last bits"] = ("const float BB = 2.25f", "const float BB = 2.250001f"),
        ["a fused step rounds twice"] = ("Fma.MultiplyAdd(d34, Vector256.Create(B), v1)", "((d34 * Vector256.Create(B)) + v1)"),
        ["a sum becomes a difference"] = ("= e1 + t1", "= e1 - t1"),
        ["the last row frequency is stored in the first one's place"] = ("plane + (frequency * 30)", "plane"),
        ["columns of scratch lie on each other"] = ("targetColumn += t->TargetColumn;", "targetColumn += 0;"),
        ["bias is left out"] = ("Avx.LoadVector256(bias)", "Vector256<float>.Zero"),
        ["the clamp's bounds are swapped"] = ("t->Low", "t->High"),
        ["output planes lie on each other"] = ("to += t->TargetStep;", "to += 0;"),
        ["the last channel is dropped"] = ("left < 8 ? left : 8", "left < 8 ? left : 7"),
        ["a frequency multiplies the next one's inputs"] = ("float* input = t->Input;", "float* input = t->Input + t->FrequencyStride;"),
        ["a row's frequency takes the next one's inputs"] = ("float* from = t->Input;", "float* from = t->Input + 8;"),
        ["a row's kernel planes lie on each other"] = ("weightPlane += t->WeightPlaneStride;", "weightPlane += 0;"),
        ["a row's tiles are stored on each other"] = ("if ((y += pixel) == end) return;", ""),
        ["a row's second vector is stored on the first"] = ("Avx.Store(y + 8, y0_1)", "Avx.Store(y, y0_1)"),
        ["of five taps the last one is lost in a first axis"] = ("Fma.MultiplyAdd(d12, Vector256.Create(A), m5)", "Fma.MultiplyAdd(d12, Vector256.Create(A), m4)"),
        ["of five taps the last one is lost in a plane"] = ("Fma.MultiplyAdd(d12_c0, Vector256.Create(A), y0_5)", "Fma.MultiplyAdd(d12_c0, Vector256.Create(A), y0_4)"),
        ["the second vector of filters is the first"] = ("y + t->BlockStride", "y"),
    };

    public static TheoryData<string> Mutations() => new(s_mutations.Keys);

    [Theory]
    [MemberData(nameof(Mutations))]
    public void BrokenCodeIsCaught(string name)
    {
        if (!Mutants.Run)
        {
            return; // another architecture
        }

        (string from, string to) = s_mutations[name];
        s_mutants.AssertCaught(shared: true, from, to, kernels =>
        {
            foreach ((int index, ConvProblem problem) in s_problems.Index())
            {
                ProblemData data = ProblemData.Create(problem, seed: 1);
                foreach (WinogradForm form in WinogradLayers.Forms(problem))
                {
                    float[] expected = WinogradLayers.Portable(data, form, Activation.Relu6).Run(problem, data.Input);
                    float[] actual = WinogradLayers.Create(data, kernels[index], form, Activation.Relu6).Run(problem, data.Input);
                    TensorAssert.Same(expected, actual, problem, form);
                }
            }
        });
    }

    private static ConvProblem Problem(int taps) => new() { KernelSize = taps, Padding = Padding.Same, Filters = 16, InputChannels = 8, Input = (6, 9, 13) };
}
