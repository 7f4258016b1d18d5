using System.Diagnostics;
using Embedded;

const int Frames = 2000;
WideBuild.HandOver(args);

var encoder = new Encoder();
Console.WriteLine($"kernels: {string.Join(", ", encoder.Stages.Select(stage => stage.KernelName))}");

// Also the first call, which takes the memory that later ones use again.
bool correct = SelfTest.Passes(encoder.Call(Baked.Input), Console.Out);

var latencies = new Latencies(Frames);
long allocated = GC.GetTotalAllocatedBytes(precise: true);
for (int frame = 0; frame < Frames; frame++)
{
    long start = Stopwatch.GetTimestamp();
    encoder.Call(Baked.Input); // A device would have a volume from its sensor here.
    latencies.Add(Stopwatch.GetTimestamp() - start);
}

allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
Console.WriteLine($"{Frames} frames: {latencies}");
Console.WriteLine($"allocated since the start: {allocated} bytes");
return correct && allocated == 0 ? 0 : 1;
