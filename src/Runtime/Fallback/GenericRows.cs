using System.Numerics;
using System.Runtime.CompilerServices;
using Conv3DGen.Winograd;

namespace Conv3DGen.Fallback;

/// <summary>F(4,3) along the width in portable vectors: a vector of filters of as many tiles as a portable vector surely has lanes.</summary>
internal static unsafe class GenericRows
{
    /// <summary>Tiles of a call.</summary>
    private const int Tiles = 4;

    public static WinogradRowTile Tile { get; } = new(Tiles, vectors: 1, streams: false, &Run);

    /// <summary>Two frequencies at a time, which is as many sums as the registers of every machine hold; then the output transform of all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run(WinogradRow* t)
    {
        LineProgram output = F4.Output;
        Vector<float>* values = stackalloc Vector<float>[LineProgram.MostValues];
        for (int frequency = 0; frequency < output.Inputs; frequency += 2)
        {
            Sums(t, frequency, values + (frequency * LineProgram.MostLines));
        }

        output.Run(values, Tiles);
        var low = new Vector<float>(t->Low);
        var high = new Vector<float>(t->High);
        Vector<float> bias = Vector.Load(t->Bias);
        float* y = t->Output;
        for (int tile = 0; tile < Tiles; tile++)
        {
            foreach (int result in output.Results)
            {
                Vector<float> sum = values[result + tile] + bias;
                sum = Vector.ConditionalSelect(Vector.LessThan(sum, low), low, sum);
                sum = Vector.ConditionalSelect(Vector.GreaterThan(sum, high), high, sum);
                Vector.Store(sum, y);
                y += t->OutputPixelStride;
                if (y == t->OutputEnd)
                {
                    return;
                }
            }
        }
    }

    /// <summary>The sums of two frequencies, a line of the output transform for each tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Sums(WinogradRow* t, int frequency, Vector<float>* values)
    {
        int lanes = Vector<float>.Count;
        nint step = RowPlan.Transform.Frequencies * lanes;
        nint channel = t->InputChannelStride;
        Vector<float> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        for (nint kd = 0; kd < t->Planes; kd++)
        {
            for (nint kh = 0; kh < t->Rows; kh++)
            {
                float* x = t->Input + (kd * t->InputPlaneStride) + (kh * t->InputRowStride) + (frequency * lanes);
                float* w = t->Weights + (kd * t->WeightPlaneStride) + (kh * t->WeightRowStride) + (frequency * lanes);
                for (nint ci = t->Channels; ci > 0; ci--, x += channel, w += step)
                {
                    Vector<float> wa = Vector.Load(w);
                    a0 = Fma.Add(wa, new(x[0]), a0);
                    a1 = Fma.Add(wa, new(x[1]), a1);
                    a2 = Fma.Add(wa, new(x[2]), a2);
                    a3 = Fma.Add(wa, new(x[3]), a3);
                    Vector<float> wb = Vector.Load(w + lanes);
                    b0 = Fma.Add(wb, new(x[lanes]), b0);
                    b1 = Fma.Add(wb, new(x[lanes + 1]), b1);
                    b2 = Fma.Add(wb, new(x[lanes + 2]), b2);
                    b3 = Fma.Add(wb, new(x[lanes + 3]), b3);
                }
            }
        }

        values[0] = a0;
        values[1] = a1;
        values[2] = a2;
        values[3] = a3;
        values += LineProgram.MostLines;
        values[0] = b0;
        values[1] = b1;
        values[2] = b2;
        values[3] = b3;
    }
}
