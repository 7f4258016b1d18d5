// Prints, a line each, which kernel a layer got: from a registered spec, from a property, and where no spec matches.
// With the suffix of an instruction set as argument it only has that set's microkernels compiled, and prints how many there are.
using System.Numerics.Tensors;
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
