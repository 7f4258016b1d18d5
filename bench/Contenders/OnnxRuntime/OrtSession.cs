namespace Conv3DGen.Bench.Contenders.OnnxRuntime;

/// <summary>A session on a model with one input and one output, bound to the caller's memory.</summary>
internal sealed unsafe class OrtSession : IDisposable
{
    private const int OptimizeAll = 99; // ORT_ENABLE_ALL
    private const int Float32 = 1;      // ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT

    private readonly OrtLibrary _library;
    private readonly nint _session;
    private nint _input;
    private nint _output;

    /// <summary>Loads the model, which optimises it and packs its weights.</summary>
    /// <param name="library">The library.</param>
    /// <param name="model">An ONNX model.</param>
    /// <param name="threads">Threads inside an operator.</param>
    /// <exception cref="PeerException">The library refuses the model.</exception>
    public OrtSession(OrtLibrary library, ReadOnlySpan<byte> model, int threads)
    {
        _library = library;
        nint options, session;
        library.Check(library.Api->CreateSessionOptions(&options));
        library.Check(library.Api->SetSessionGraphOptimizationLevel(options, OptimizeAll));
        library.Check(library.Api->SetIntraOpNumThreads(options, threads));
        library.Check(library.Api->SetInterOpNumThreads(options, 1));
        fixed (byte* bytes = model)
        {
            library.Check(library.Api->CreateSessionFromArray(library.Environment, bytes, (nuint)model.Length, options, &session));
        }

        library.Api->ReleaseSessionOptions(options);
        _session = session;
    }

    /// <summary>Makes runs read and write this memory, which must outlive them.</summary>
    public void Bind(float* input, long[] inputShape, float* output, long[] outputShape)
    {
        _input = Tensor(input, inputShape);
        _output = Tensor(output, outputShape);
    }

    /// <summary>Runs the model.</summary>
    public void Run()
    {
        fixed (byte* inputName = "x\0"u8, outputName = "y\0"u8)
        {
            nint input = _input, output = _output;
            byte* from = inputName, to = outputName;
            _library.Check(_library.Api->Run(_session, 0, &from, &input, 1, &to, 1, &output));
        }
    }

    public void Dispose()
    {
        _library.Api->ReleaseValue(_input);
        _library.Api->ReleaseValue(_output);
        _library.Api->ReleaseSession(_session);
    }

    private nint Tensor(float* data, long[] shape)
    {
        nint value;
        long count = shape.Aggregate(1L, (product, size) => product * size);
        fixed (long* sizes = shape)
        {
            _library.Check(_library.Api->CreateTensorWithDataAsOrtValue(
                _library.Memory, data, (nuint)count * sizeof(float), sizes, (nuint)shape.Length, Float32, &value));
        }

        return value;
    }
}
