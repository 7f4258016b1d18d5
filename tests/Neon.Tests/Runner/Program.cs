// usage: runner JOBS ANSWERS SKIP
// Answers the jobs of one file in another, from job SKIP on. An access outside a buffer ends the process: the runtime then prints the
// stack, and whoever started it knows from the number of answers which job it was.
using Conv3DGen.Neon.Protocol;
using Conv3DGen.Neon.Runner;

using var jobs = new BinaryReader(File.OpenRead(args[0]));
using var answers = new BinaryWriter(File.Create(args[1]));
int count = jobs.ReadInt32();
for (int i = 0, skip = int.Parse(args[2]); i < count; i++)
{
    NeonJob job = NeonJob.Read(jobs);
    if (i >= skip)
    {
        JobRunner.Run(job).Write(answers);
        answers.Flush();
    }
}
