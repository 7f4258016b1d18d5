using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Conv3DGen.Neon.Protocol;

namespace Conv3DGen.Neon.Runner;

/// <summary>Runs one job as a user's program would: build a layer, set its weights, call it.</summary>
internal static class JobRunner
{
    public static NeonAnswer Run(NeonJob job)
    {
        try
        {
            Conv3D layer = Build(job);
            return new(job.Name, Error: "", layer.KernelName, BuffersEndAtGuards(layer, job), BuffersBeginAtGuards(layer, job));
        }
        catch (Exception exception)
        {
            return NeonAnswer.Failed(job.Name, exception.ToString());
        }
    }

    private static Conv3D Build(NeonJob job)
    {
        ConvSpec spec = job.Spec;
        int filters = spec.Filters!.Value;
        var layer = new Conv3D(
            filters,
            spec.KernelSize,
            spec.Strides,
            spec.Padding,
            spec.DataFormat,
            spec.DilationRate,
            spec.Groups!.Value,
            ActivationName.Find(job.Activation),
            useBias: job.Bias is not null,
            kernel: KernelTable.Find(job.Kernel),
            algorithm: spec.Algorithm)
        {
            MaxTransformedWeightBytes = job.WeightLimit,
            RequireSpecialized = job.Kernel != NeonJob.Fallback,
        };
        layer.MaxDegreeOfParallelism = 1; // a call uses one workspace, which is guarded
        layer.Build([.. job.InputShape.Select(n => (int?)n)]);
        Int3 size = spec.KernelSize;
        nint[] shape = [size.Depth, size.Height, size.Width, spec.InputChannels!.Value / spec.Groups.Value, filters];
        Tensor<float> weights = Tensor.Create(job.Weights, shape);
        layer.SetWeights(job.Bias is null ? [weights] : [weights, Tensor.Create(job.Bias, [filters])]);
        return layer;
    }

    // Methods of their own, so that the stack of a crash says which it was.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float[] BuffersEndAtGuards(Conv3D layer, NeonJob job) => Call(layer, job, GuardSide.End);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float[] BuffersBeginAtGuards(Conv3D layer, NeonJob job) => Call(layer, job, GuardSide.Begin);

    private static float[] Call(Conv3D layer, NeonJob job, GuardSide side)
    {
        nint[] shape = [.. job.InputShape.Select(n => (nint)n)];
        int count = layer.ComputeOutputShape([.. job.InputShape.Select(n => (int?)n)]).Aggregate(1, (product, n) => checked(product * n!.Value));
        using var weights = new GuardedWeights(layer, side);
        using GuardedWinograd? winograd = GuardedWinograd.Of(layer, side);
        using var input = new GuardedFloats(job.Input.Length, side);
        using var output = new GuardedFloats(count, side);
        job.Input.CopyTo(input.Span);
        output.Span.Fill(float.NaN); // an output that nobody writes must not pass for a zero
        layer.Call(input.Span, shape, output.Span);
        return output.Span.ToArray();
    }
}
