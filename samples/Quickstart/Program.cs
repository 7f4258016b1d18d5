using System.CommandLine;
using Quickstart;

return Entry.Run(args, Console.Out, Console.Error);
