using System.Numerics.Tensors;

namespace Conv3DGen.Testing;

/// <summary>Makes built layers for problems.</summary>
public static class LayerFactory
{
    /// <summary>A layer with weights.</summary>
    /// <param name="problem">Its options, and the input shape it is built for.</param>
    /// <param name="weights">Kernel values in Keras's order.</param>
    /// <param name="bias">Bias values, or null.</param>
    /// <param name="activation">The activation; null is linear.</param>
    /// <param name="kernel">The kernel to run on; null lets the layer choose.</param>
    /// <param name="algorithm">How it computes; direct is what the references compute bit for bit.</param>
    /// <param name="weightLimit">The most bytes that transformed weights may take.</param>
    public static Conv3D Create(
        ConvProblem problem,
        float[] weights,
        float[]? bias,
        Activation? activation = null,
        Conv3DKernel? kernel = null,
        Algorithm algorithm = Algorithm.Direct,
        long weightLimit = long.MaxValue)
    {
        return new Conv3D(
            problem.Filters,
            problem.KernelSize,
            problem.Strides,
            problem.Padding,
            problem.DataFormat,
            problem.DilationRate,
            problem.Groups,
            activation,
            problem.UseBias,
            kernel: kernel,
            algorithm: algorithm)
        {
            MaxTransformedWeightBytes = weightLimit,
        }.WithWeights(problem, weights, bias);
    }

    /// <summary>Builds a layer for a problem's input shape and sets its weights.</summary>
    /// <param name="layer">A layer with the problem's options.</param>
    /// <param name="problem">The problem.</param>
    /// <param name="weights">Kernel values in Keras's order.</param>
    /// <param name="bias">Bias values, or null.</param>
    public static Conv3D WithWeights(this Conv3D layer, ConvProblem problem, float[] weights, float[]? bias)
    {
        layer.Build([.. problem.InputShape.Select(n => (int?)n)]);
        Tensor<float> kernelTensor = Tensor.Create(weights, problem.KernelShape);
        layer.SetWeights(bias is null ? [kernelTensor] : [kernelTensor, Tensor.Create(bias, [problem.Filters])]);
        return layer;
    }

    /// <summary>Runs a layer on plain memory.</summary>
    public static float[] Run(this Conv3D layer, ConvProblem problem, float[] input)
    {
        // NaN in every place, so that an output that nobody writes cannot pass for a zero.
        var output = new float[problem.OutputCount];
        Array.Fill(output, float.NaN);
        layer.Call(input, problem.InputShape, output);
        return output;
    }
}
