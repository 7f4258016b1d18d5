using Conv3DGen.Neon.Protocol;
using Conv3DGen.Neon.Tests.Building;
using Conv3DGen.Testing;

namespace Conv3DGen.Neon.Tests.Running;

/// <summary>Runs jobs on the arm64 program under the emulator, all in one process as long as none crashes.</summary>
internal static class Emulation
{
    /// <summary>Starting the emulator takes most of a second, so where everything crashes, this many crashes are enough to know.</summary>
    private const int MaxCrashes = 20;

    /// <summary>The answers in the order of the jobs.</summary>
    public static IReadOnlyList<NeonAnswer> Run(NeonProgram program, IReadOnlyList<NeonJob> jobs)
    {
        string folder = Directory.CreateTempSubdirectory("conv3dgen-neon-").FullName;
        try
        {
            string jobFile = Path.Combine(folder, "jobs");
            Write(jobFile, jobs);
            var answers = new List<NeonAnswer>();
            for (int crashes = 0; answers.Count < jobs.Count && crashes < MaxCrashes; crashes++)
            {
                answers.AddRange(RunFrom(program, folder, jobFile, jobs, answers.Count));
            }

            return [.. answers, .. jobs.Skip(answers.Count).Select(job => NeonAnswer.Failed(job.Name, "Not run, because too many jobs before it crashed."))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The answers of one process: up to the end, or to a job that it did not survive.</summary>
    private static List<NeonAnswer> RunFrom(NeonProgram program, string folder, string jobFile, IReadOnlyList<NeonJob> jobs, int first)
    {
        string answerFile = Path.Combine(folder, $"answers from {first}");
        ToolRun run = ToolRun.Of(folder, Toolchain.Emulator, "-L", Toolchain.Sysroot, program.Executable, jobFile, answerFile, $"{first}");
        if (!File.Exists(answerFile))
        {
            run.Checked("Starting the arm64 program");
        }

        List<NeonAnswer> answers = Read(answerFile);
        if (first + answers.Count == jobs.Count)
        {
            run.Checked("The arm64 program");
        }
        else
        {
            answers.Add(NeonAnswer.Failed(jobs[first + answers.Count].Name, $"The process ended with exit code {run.ExitCode}.\n{run.Errors}"));
        }

        return answers;
    }

    private static void Write(string file, IReadOnlyList<NeonJob> jobs)
    {
        using var writer = new BinaryWriter(File.Create(file));
        writer.Write(jobs.Count);
        foreach (NeonJob job in jobs)
        {
            job.Write(writer);
        }
    }

    private static List<NeonAnswer> Read(string file)
    {
        var answers = new List<NeonAnswer>();
        using var reader = new BinaryReader(File.OpenRead(file));
        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            answers.Add(NeonAnswer.Read(reader));
        }

        return answers;
    }
}
