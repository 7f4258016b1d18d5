namespace Conv3DGen;

/// <summary>
/// The base of the constraints that scale a weight by its norms along some axes: w becomes w times the wanted norm / (1e-7 + norm), where
/// 1e-7 is Keras's epsilon. Norms and factors are computed in float64.
/// </summary>
public abstract record NormConstraint : Constraint
{
    private const double Epsilon = 1e-7;

    private protected NormConstraint(Axes axis) => Axis = axis;

    /// <summary>The axes that a norm sums over; [0, 1, 2, 3] makes one norm of each filter of a convolution.</summary>
    public Axes Axis { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The shape lacks an axis, or an axis is named twice.</exception>
    protected sealed override void Apply(Span<float> values, ReadOnlySpan<nint> shape)
    {
        nint[] strides = NormStrides(shape, Axis.Of(shape), out int norms);
        double[] factors = new double[norms];
        var index = new nint[shape.Length];
        int norm = 0;
        foreach (float value in values)
        {
            factors[norm] += (double)value * value;
            norm += Step(index, shape, strides);
        }

        foreach (ref double factor in factors.AsSpan())
        {
            double length = Math.Sqrt(factor);
            factor = Wanted(length) / (Epsilon + length);
        }

        norm = 0;
        index.AsSpan().Clear();
        foreach (ref float value in values)
        {
            value = (float)(value * factors[norm]);
            norm += Step(index, shape, strides);
        }
    }

    /// <summary>The norm that the weight is to have.</summary>
    private protected abstract double Wanted(double norm);

    /// <summary>How far a step along each axis moves in the dense tensor of the norms: not at all along a summed axis.</summary>
    private static nint[] NormStrides(ReadOnlySpan<nint> shape, bool[] summed, out int norms)
    {
        var strides = new nint[shape.Length];
        norms = 1;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = summed[axis] ? 0 : norms;
            norms *= summed[axis] ? 1 : (int)shape[axis];
        }

        return strides;
    }

    /// <summary>Moves an index to the next element, row-major, and returns how far that is in the tensor of the norms.</summary>
    private static int Step(Span<nint> index, ReadOnlySpan<nint> shape, ReadOnlySpan<nint> strides)
    {
        nint moved = 0;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            moved += strides[axis];
            if (++index[axis] < shape[axis])
            {
                break;
            }

            moved -= strides[axis] * shape[axis];
            index[axis] = 0;
        }

        return (int)moved;
    }
}
