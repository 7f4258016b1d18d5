// Prints, a line each, which kernel a layer got: from a registered spec, from a property, and where no spec matches; then the same of a
// layer for Winograd convolution, and a hash of its output's bits.
// With the suffix of an instruction set as argument it only has that set's microkernels compiled, and prints how many there are.
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Conv3DGen;
using Conv3DGen.Consumer;

[assembly: Conv3DSpec(3, Padding = Padding.Same)]

if (args.Length > 0)
{
    Console.WriteLine(MicrokernelPreparation.Prepare(args[0]));
    return;
}

Tensor<float> volume = Tensor.Create([.. Enumerable.Range(0, 6 * 7 * 8 * 5).Select(i => (i % 17) - 8f)], [1, 6, 7, 8, 5]);
Conv3D[] layers =
[
    new(filters: 19, kernelSize: 3, padding: Padding.Same, activation: Activation.Relu),
    new(24, (3, 3, 3), strides: (1, 2, 2), padding: Padding.Same, kernel: Kernels.Stem),
    new(8, kernelSize: 2),
];
foreach (Conv3D layer in layers)
{
    Tensor<float> output = layer.Call(volume);
    if (output.Lengths[^1] != layer.Filters)
    {
        throw new InvalidOperationException("The output has other channels than the layer has filters.");
    }

    Console.WriteLine(layer.KernelName);
}

var body = new Conv3D(filters: 16, kernelSize: 3, padding: Padding.Same);
body.Build([1, 12, 12, 12, 16]);
body.SetWeights([Tensor.Create(Values(27 * 16 * 16), [3, 3, 3, 16, 16]), Tensor.Create(Values(16), [16])]);
Tensor<float> result = body.Call(Tensor.Create(Values(12 * 12 * 12 * 16), [1, 12, 12, 12, 16]));
Console.WriteLine(body.KernelName);
Console.WriteLine(Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(result.ToArray().AsSpan()))));

// Full mantissas, so that another order of operations gives other bits.
static float[] Values(int count) => [.. Enumerable.Range(1, count).Select(i => (float)Math.Sin(i))];
