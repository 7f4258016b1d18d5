using System.Diagnostics;
using System.Numerics.Tensors;
using Conv3DGen.Activations;

namespace Conv3DGen;

/// <content>Functions of a whole row: the last axis of the output as laid out.</content>
public abstract partial class Activation
{
    /// <summary>
    /// y = exp(x) / sum of exp(x) over the last axis: Keras's "softmax". The last axis is the filters for <see cref="DataFormat.ChannelsLast"/>,
    /// but the width for <see cref="DataFormat.ChannelsFirst"/>, as in Keras. A row with NaN or positive infinity becomes NaN.
    /// </summary>
    public static Activation Softmax => field ??= new SoftmaxActivation();

    /// <summary>y = x - log(sum of exp(x)) over the last axis, see <see cref="Softmax"/>: Keras's "log_softmax".</summary>
    public static Activation LogSoftmax => field ??= new LogSoftmaxActivation();

    /// <summary>
    /// y = max(x - t, 0) over the last axis, see <see cref="Softmax"/>, with the t for which a row's sum is 1: Keras's "sparsemax".
    /// </summary>
    public static Activation Sparsemax => field ??= new SparsemaxActivation();

    private abstract class RowActivation(string name) : Activation(name)
    {
        private const int ScratchLength = 256;

        internal sealed override void Apply(Span<float> values, int lastAxis)
        {
            Debug.Assert(values.Length % lastAxis == 0, "Rows are whole.");
            Span<double> scratch = stackalloc double[ScratchLength];
            for (; !values.IsEmpty; values = values[lastAxis..])
            {
                ApplyRow(values[..lastAxis], scratch);
            }
        }

        protected abstract void ApplyRow(Span<float> row, Span<double> scratch);
    }

    private sealed class SoftmaxActivation() : RowActivation("softmax")
    {
        protected override void ApplyRow(Span<float> row, Span<double> scratch)
        {
            double max = TensorPrimitives.Max<float>(row);
            double sum = Exponentials.Sum(row, max, scratch);
            Exponentials.Divide(row, max, sum, scratch);
        }
    }

    private sealed class LogSoftmaxActivation() : RowActivation("log_softmax")
    {
        protected override void ApplyRow(Span<float> row, Span<double> scratch)
        {
            double max = TensorPrimitives.Max<float>(row);
            double logSum = VectorMath.Log(Exponentials.Sum(row, max, scratch));
            foreach (ref float value in row)
            {
                value = (float)(value - max - logSum);
            }
        }
    }

    /// <summary>
    /// Finds t without sorting (Michelot, J. Optim. Theory Appl. 50, 1986): the t of all values above a lower bound of t is a better
    /// lower bound, and the right one once it leaves no more values out. The first bound is 1 below the largest value.
    /// </summary>
    private sealed class SparsemaxActivation() : RowActivation("sparsemax")
    {
        protected override void ApplyRow(Span<float> row, Span<double> scratch)
        {
            double max = TensorPrimitives.Max<float>(row);
            double bound = -1;
            int count = int.MaxValue;
            while (true)
            {
                (double sum, int above) = SumAbove(row, max, bound);
                if (above >= count)
                {
                    break;
                }

                count = above;
                bound = (sum - 1) / count;
            }

            foreach (ref float value in row)
            {
                double rest = value - max - bound;
                value = rest < 0 ? 0 : (float)rest;
            }
        }

        private static (double Sum, int Count) SumAbove(ReadOnlySpan<float> row, double max, double bound)
        {
            double sum = 0;
            int count = 0;
            foreach (float value in row)
            {
                double shifted = value - max;
                if (shifted > bound)
                {
                    sum += shifted;
                    count++;
                }
            }

            return (sum, count);
        }
    }
}
