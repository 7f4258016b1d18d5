using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using Conv3DGen;

namespace CompiledModel;

/// <summary>One layer on the golden input.</summary>
/// <param name="Name">"conv0".</param>
/// <param name="Kernel">The kernel that ran.</param>
/// <param name="Milliseconds">The median time of a call.</param>
/// <param name="Agreement">How near its output is to the golden one.</param>
internal sealed record LayerRun(string Name, string Kernel, double Milliseconds, Agreement Agreement)
{
    /// <summary>Timed calls of a layer.</summary>
    private const int Rounds = 101;

    /// <summary>The heads of the columns of <see cref="ToString"/>.</summary>
    public static string Heads { get; } = $"{"layer",-6} {"kernel",-52} {"ms",7} {"error",8} {"values",6}";

    /// <summary>Runs the layers one after another; each takes the output of the one before.</summary>
    public static IEnumerable<LayerRun> All(C3D model, GoldenData golden)
    {
        Tensor<float> x = golden.Input;
        foreach (Conv3D layer in model.Layers)
        {
            Tensor<float> y = layer.Call(x);
            double milliseconds = Time(layer, x, y);
            yield return new(layer.Name, layer.KernelName, milliseconds, golden.Compare(layer.Name, y));
            x = y;
        }
    }

    /// <summary>"conv1  Conv1 (AVX-512, direct 14x2)   0.0523   1.9e-7     12": a row of the table.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name,-6} {Kernel,-52} {Milliseconds,7:0.0000} {Agreement.Error,8:0.0e0} {Agreement.Values,6}");

    /// <summary>The median time of a call into memory that is there, after the first one compiled the code.</summary>
    private static double Time(Conv3D layer, Tensor<float> x, Tensor<float> y)
    {
        var times = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            layer.Call(x.AsReadOnlyTensorSpan(), y.AsTensorSpan());
            times[round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[Rounds / 2];
    }
}
