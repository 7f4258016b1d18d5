using System.Runtime.InteropServices;

namespace Conv3DGen.Bench.Contenders.OnnxRuntime;

/// <summary>The native library of ONNX Runtime, as bench/peers/install.sh leaves it or as the environment names it.</summary>
internal sealed unsafe class OrtLibrary
{
    /// <summary>Names a library to use instead of the installed one.</summary>
    public const string PathVariable = "CONV3D_ONNXRUNTIME";

    private const int LogErrors = 3; // ORT_LOGGING_LEVEL_ERROR

    private static readonly Lazy<OrtLibrary?> s_instance = new(TryLoad);

    private OrtLibrary(OrtApiBase* library, OrtApi* api)
    {
        Api = api;
        Version = Marshal.PtrToStringUTF8(library->GetVersionString())!;
        nint environment, memory;
        fixed (byte* name = "conv3d\0"u8)
        {
            Check(api->CreateEnv(LogErrors, name, &environment));
        }

        Check(api->CreateCpuMemoryInfo(0, 0, &memory)); // OrtDeviceAllocator, OrtMemTypeDefault
        Environment = environment;
        Memory = memory;
    }

    /// <summary>The library; null where there is none.</summary>
    public static OrtLibrary? Instance => s_instance.Value;

    public OrtApi* Api { get; }

    /// <summary>"1.30.0".</summary>
    public string Version { get; }

    /// <summary>What all sessions share, alive as long as the process.</summary>
    public nint Environment { get; }

    /// <summary>The description of the CPU's memory.</summary>
    public nint Memory { get; }

    /// <summary>Throws what a status says.</summary>
    /// <exception cref="PeerException">It is no success.</exception>
    public void Check(nint status)
    {
        if (status != 0)
        {
            string message = Marshal.PtrToStringUTF8(Api->GetErrorMessage(status))!;
            Api->ReleaseStatus(status);
            throw new PeerException($"ONNX Runtime: {message}");
        }
    }

    private static OrtLibrary? TryLoad()
    {
        if (Candidates().FirstOrDefault(File.Exists) is not { } path || !NativeLibrary.TryLoad(path, out nint handle))
        {
            return null;
        }

        var entry = (delegate* unmanaged<OrtApiBase*>)NativeLibrary.GetExport(handle, "OrtGetApiBase");
        OrtApiBase* library = entry();
        OrtApi* api = library->GetApi(OrtApi.Version);
        return api is null ? null : new(library, api);
    }

    /// <summary>The library of the environment, else that of the npm package in one of the folders above this program.</summary>
    private static IEnumerable<string> Candidates()
    {
        if (System.Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } named)
        {
            yield return named;
            yield break;
        }

        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            foreach (string peers in (string[])["peers", "bench/peers"])
            {
                string package = Path.Combine(folder.FullName, peers, "node_modules", "onnxruntime-node", "bin");
                foreach (string file in Directory.Exists(package) ? Directory.EnumerateFiles(package, FileName, SearchOption.AllDirectories) : [])
                {
                    if (file.Contains(Platform))
                    {
                        yield return file;
                    }
                }
            }
        }
    }

    private static string FileName => OperatingSystem.IsWindows() ? "onnxruntime.dll"
        : OperatingSystem.IsMacOS() ? "libonnxruntime.1.dylib"
        : "libonnxruntime.so.1";

    /// <summary>The folder of this system inside the package.</summary>
    private static string Platform
    {
        get
        {
            string system = OperatingSystem.IsWindows() ? "win32" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
            string architecture = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64";
            return Path.Combine(system, architecture);
        }
    }
}
