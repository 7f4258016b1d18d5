namespace Conv3DGen.Neon.Tests.Building;

/// <summary>The programs and packages that it takes to compile for arm64 and to run the result on another machine.</summary>
internal static class Toolchain
{
    public const string Emulator = "qemu-aarch64-static";
    public const string Disassembler = "aarch64-linux-gnu-objdump";

    /// <summary>The root of the arm64 C library, for programs that are linked to it.</summary>
    public const string Sysroot = "/usr/aarch64-linux-gnu";

    private const string Linker = "aarch64-linux-gnu-gcc";

    private static readonly Lazy<string?> s_missing = new(FindMissing);

    /// <summary>Why the tests cannot run here and what to do about it; null where they can.</summary>
    public static string? Missing => s_missing.Value;

    /// <summary>Why the tests are to be skipped. Never where CI is true: there they fail instead.</summary>
    public static string? SkipReason => Environment.GetEnvironmentVariable("CI") == "true" ? null : Missing;

    private static string? FindMissing()
    {
        string[] missing =
        [
            .. new[] { Emulator, Disassembler, Linker }.Where(program => !IsOnPath(program)),
            .. new[] { Path.Combine(Sysroot, "lib", "libc.so.6") }.Where(file => !File.Exists(file)),
            .. new[] { "microsoft.dotnet.ilcompiler", "microsoft.netcore.app.runtime.nativeaot.linux-arm64" }
                .Select(package => $"{package}/{Places.FrameworkVersion}")
                .Where(package => !Directory.Exists(Path.Combine(Places.PackageFolder, package))),
        ];
        return missing.Length == 0
            ? null
            : $"NOT TESTED ON ARM64: missing {string.Join(", ", missing)}. Run tests/Neon.Tests/tools/install.sh (Debian or Ubuntu on x64, as root).";
    }

    private static bool IsOnPath(string program)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
