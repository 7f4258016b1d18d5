using Conv3DGen.Bench.CommandLine;

return BenchProgram.Run(args, Console.Out, Console.Error);
