using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;

namespace Conv3DGen.Bench.Micro;

/// <summary>
/// What a call costs before and after the arithmetic: one output pixel of 16 channels from one input pixel of 16 is 256 multiply-adds,
/// some 10 ns. The three ways to call differ in their checks and in who owns the memory: <see cref="CallTensor"/>
/// makes a new tensor.
/// </summary>
[Config(typeof(WarmConfig))]
public class CallOverhead
{
    private readonly Conv3D _conv = new(16, 1, kernel: MicroKernels.Pixel) { MaxDegreeOfParallelism = 1 };
    private readonly Tensor<float> _input = Tensor.Create(new float[16], [1, 1, 1, 1, 16]);
    private readonly Tensor<float> _output = Tensor.Create(new float[16], [1, 1, 1, 1, 16]);
    private readonly float[] _source = new float[16];
    private readonly float[] _target = new float[16];
    private readonly nint[] _shape = [1, 1, 1, 1, 16];

    [Benchmark]
    public void CallSpans() => _conv.Call(_source, _shape, _target);

    [Benchmark]
    public void CallTensorSpans() => _conv.Call(_input.AsReadOnlyTensorSpan(), _output.AsTensorSpan());

    [Benchmark]
    public Tensor<float> CallTensor() => _conv.Call(_input);
}
