using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Conv3DGen.Winograd;

namespace Conv3DGen;

public partial class Conv3D
{
    /// <summary>Runs the layer, building it at the first call.</summary>
    /// <param name="input">Five axes in the layer's axis order.</param>
    /// <returns>A new tensor of the shape <see cref="ComputeOutputShape"/> gives.</returns>
    /// <exception cref="ArgumentException">The shape does not fit the layer.</exception>
    /// <exception cref="InvalidOperationException"><see cref="RequireSpecialized"/> is set and no generated kernel matches.</exception>
    public Tensor<float> Call(Tensor<float> input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ConvGeometry geometry = GeometryOf(input.Lengths, nameof(input));
        Tensor<float> output = Tensor.CreateFromShapeUninitialized<float>(geometry.OutputLengths);
        ReadOnlyTensorSpan<float> source = input.IsDense ? input.AsReadOnlyTensorSpan() : Dense(input).AsReadOnlyTensorSpan();
        Run(geometry, Elements(source), Elements(output.AsTensorSpan()), input);
        return output;
    }

    /// <summary>Runs the layer into the caller's memory. It allocates nothing once warm: on one thread from the second call of a shape on.</summary>
    /// <remarks>On several threads the first few calls fill a pool of jobs; a layer with an activity regularizer allocates its loss.</remarks>
    /// <param name="input">Five axes in the layer's axis order, dense.</param>
    /// <param name="output">Dense, of the shape <see cref="ComputeOutputShape"/> gives; must not overlap <paramref name="input"/>.</param>
    /// <exception cref="ArgumentException">A shape does not fit the layer, a span is not dense, or the two overlap.</exception>
    /// <exception cref="InvalidOperationException"><see cref="RequireSpecialized"/> is set and no generated kernel matches.</exception>
    public void Call(scoped in ReadOnlyTensorSpan<float> input, scoped in TensorSpan<float> output)
    {
        CheckDense(input.IsDense, nameof(input));
        CheckDense(output.IsDense, nameof(output));
        ConvGeometry geometry = GeometryOf(input.Lengths, nameof(input));
        CheckLengths(output.Lengths, geometry);
        Run(geometry, Elements(input), Elements(output));
    }

    /// <summary>Runs the layer on plain memory. It allocates nothing once warm: on one thread from the second call of a shape on.</summary>
    /// <remarks>On several threads the first few calls fill a pool of jobs; a layer with an activity regularizer allocates its loss.</remarks>
    /// <param name="input">The input, row-major in the layer's axis order.</param>
    /// <param name="inputShape">Its five sizes.</param>
    /// <param name="output">Exactly as many elements as the output has; must not overlap <paramref name="input"/>.</param>
    /// <exception cref="ArgumentException">A shape or length does not fit, or the spans overlap.</exception>
    /// <exception cref="InvalidOperationException"><see cref="RequireSpecialized"/> is set and no generated kernel matches.</exception>
    public void Call(ReadOnlySpan<float> input, ReadOnlySpan<nint> inputShape, Span<float> output)
    {
        ConvGeometry geometry = GeometryOf(inputShape, nameof(inputShape));
        CheckCount(input.Length, geometry.InputCount, nameof(input));
        CheckCount(output.Length, geometry.OutputCount, nameof(output));
        Run(geometry, input, output);
    }

    /// <summary>All sizes of a call. Whatever can be refused is refused here and in the callers: before the layer is built, and before a pointer is taken.</summary>
    private ConvGeometry GeometryOf(ReadOnlySpan<nint> lengths, string argument)
    {
        InputSizes shape = InputSizes.Of(lengths, DataFormat, argument);
        if (_state is { } state)
        {
            shape.CheckBuiltFor(state.InputChannels, Name);
            if (state.TryGet(shape.Batch!.Value, shape.Volume, out PreparedCall? call))
            {
                return call.Geometry;
            }
        }

        _ = shape.Output(Spec);
        return GeometryOf(shape);
    }

    /// <summary>The same of a shape that has an output and whose sizes are all known.</summary>
    private ConvGeometry GeometryOf(InputSizes shape) => new(Spec, shape.Batch!.Value, shape.Volume, shape.Channels!.Value, DataFormat);

    private PreparedCall Prepare(LayerState state, ConvGeometry geometry)
        => state.TryGet(geometry.Batch, geometry.Input, out PreparedCall? call) ? call : state.Prepare(geometry, ChooseForm(state, geometry));

    /// <summary>The form of Winograd convolution for a shape, or null for direct.</summary>
    private WinogradForm? ChooseForm(LayerState state, ConvGeometry geometry)
    {
        bool everyAxis = state.Kernel.Winograd is not null && WinogradRules.Fits(Spec);
        Algorithm wanted = state.Kernel.Spec is { Algorithm: not Algorithm.Auto and var only } ? only : Algorithm;
        if (Algorithm == Algorithm.Direct || wanted == Algorithm.Direct || (!everyAxis && !DepthPlan.Takes(geometry)))
        {
            return null;
        }

        bool interpreted = state.Kernel.Spec is null; // a matter of the program, not of the machine: a spec without code here decides alike
        bool ofPixels = state.Kernel.Spec is { } spec && PixelRules.AreShort(spec);
        return RequestedForm ?? WinogradChoice.Choose(geometry, wanted, MaxTransformedWeightBytes, interpreted, everyAxis, ofPixels);
    }

    private unsafe void Run(ConvGeometry geometry, ReadOnlySpan<float> input, Span<float> output, Tensor<float>? tensor = null)
    {
        if (input.Overlaps(output))
        {
            throw new ArgumentException("output overlaps input; expected memory of its own.", nameof(output));
        }

        LayerState state = EnsureBuilt(geometry.InputChannels);
        PreparedCall call = Prepare(state, geometry);
        fixed (float* source = input)
        fixed (float* target = output)
        {
            call.Run(new(call.Geometry, source, target, Activation), Parallelism);
        }

        GC.KeepAlive(state); // owns the weights that the kernels point into; another thread may have replaced it
        GC.KeepAlive(call);
        KeepActivityLoss(call.Geometry, output, tensor);
    }

    private static ReadOnlySpan<float> Elements(scoped in ReadOnlyTensorSpan<float> span)
        => MemoryMarshal.CreateReadOnlySpan(in span.GetPinnableReference(), checked((int)span.FlattenedLength));

    private static Span<float> Elements(scoped in TensorSpan<float> span)
        => MemoryMarshal.CreateSpan(ref span.GetPinnableReference(), checked((int)span.FlattenedLength));

    private static Tensor<float> Dense(Tensor<float> input)
    {
        Tensor<float> copy = Tensor.CreateFromShapeUninitialized<float>(input.Lengths);
        input.CopyTo(copy);
        return copy;
    }

    private static void CheckDense(bool dense, string name)
    {
        if (!dense)
        {
            throw new ArgumentException($"{name} is not dense; expected contiguous row-major elements.", name);
        }
    }

    private static void CheckCount(int actual, long expected, string name)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"{name} has {actual} elements; expected {expected}.", name);
        }
    }

    private static void CheckLengths(ReadOnlySpan<nint> lengths, ConvGeometry geometry)
    {
        if (!lengths.SequenceEqual(geometry.OutputLengths))
        {
            throw new ArgumentException($"output has shape [{string.Join(", ", lengths.ToArray())}]; expected [{string.Join(", ", geometry.OutputLengths)}].", "output");
        }
    }
}
