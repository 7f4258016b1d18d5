using Quickstart;

return CommandLine.Run(args, Console.Out, Console.Error);
