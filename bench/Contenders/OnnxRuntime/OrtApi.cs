using System.Runtime.InteropServices;

namespace Conv3DGen.Bench.Contenders.OnnxRuntime;

/// <summary>
/// What is used of ONNX Runtime's C interface: a table of functions whose order is fixed for ever by onnxruntime_c_api.h (struct
/// OrtApi; new ones are added at its end). An offset is the place in the table times the size of a 64-bit pointer. A returned nint
/// is a status, 0 for success.
/// </summary>
[StructLayout(LayoutKind.Explicit)]
internal unsafe struct OrtApi
{
    /// <summary>The interface that is asked for: every library since release 1.14 has it.</summary>
    public const uint Version = 14;

    private const int Pointer = 8;

    /// <summary>(status): text.</summary>
    [FieldOffset(2 * Pointer)]
    public readonly delegate* unmanaged<nint, nint> GetErrorMessage;

    /// <summary>(logging level, log name, out environment).</summary>
    [FieldOffset(3 * Pointer)]
    public readonly delegate* unmanaged<int, byte*, nint*, nint> CreateEnv;

    /// <summary>(environment, model, bytes, options, out session).</summary>
    [FieldOffset(8 * Pointer)]
    public readonly delegate* unmanaged<nint, byte*, nuint, nint, nint*, nint> CreateSessionFromArray;

    /// <summary>(session, run options, input names, inputs, their number, output names, their number, outputs).</summary>
    [FieldOffset(9 * Pointer)]
    public readonly delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint> Run;

    /// <summary>(out options).</summary>
    [FieldOffset(10 * Pointer)]
    public readonly delegate* unmanaged<nint*, nint> CreateSessionOptions;

    /// <summary>(options, level).</summary>
    [FieldOffset(23 * Pointer)]
    public readonly delegate* unmanaged<nint, int, nint> SetSessionGraphOptimizationLevel;

    /// <summary>(options, threads inside an operator).</summary>
    [FieldOffset(24 * Pointer)]
    public readonly delegate* unmanaged<nint, int, nint> SetIntraOpNumThreads;

    /// <summary>(options, operators at the same time).</summary>
    [FieldOffset(25 * Pointer)]
    public readonly delegate* unmanaged<nint, int, nint> SetInterOpNumThreads;

    /// <summary>(memory, data, bytes, shape, axes, element type, out value): the value uses the caller's memory.</summary>
    [FieldOffset(49 * Pointer)]
    public readonly delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint> CreateTensorWithDataAsOrtValue;

    /// <summary>(allocator type, memory type, out memory).</summary>
    [FieldOffset(69 * Pointer)]
    public readonly delegate* unmanaged<int, int, nint*, nint> CreateCpuMemoryInfo;

    [FieldOffset(93 * Pointer)]
    public readonly delegate* unmanaged<nint, void> ReleaseStatus;

    [FieldOffset(95 * Pointer)]
    public readonly delegate* unmanaged<nint, void> ReleaseSession;

    [FieldOffset(96 * Pointer)]
    public readonly delegate* unmanaged<nint, void> ReleaseValue;

    [FieldOffset(100 * Pointer)]
    public readonly delegate* unmanaged<nint, void> ReleaseSessionOptions;
}

/// <summary>What the library's one exported function returns.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe readonly struct OrtApiBase
{
    /// <summary>(version): the table, or null where the library is older.</summary>
    public readonly delegate* unmanaged<uint, OrtApi*> GetApi;

    public readonly delegate* unmanaged<nint> GetVersionString;
}
