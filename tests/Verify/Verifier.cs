using System.Runtime.CompilerServices;
using System.Text;
using Xunit.Sdk;

#pragma warning disable IDE0130 // The namespaces and names of Verify and Verify.Xunit: the real packages replace this file.

namespace VerifyTests
{
    /// <summary>Where a snapshot lies and what is scrubbed from it before it is compared.</summary>
    public sealed class VerifySettings
    {
        private readonly List<Action<StringBuilder>> _scrubbers = [];

        internal string Folder { get; private set; } = ".";

        internal string? FileName { get; private set; }

        /// <summary>The folder of the snapshot, relative to the test's source file.</summary>
        public void UseDirectory(string directory) => Folder = directory;

        /// <summary>The snapshot's name without ".verified" and extension.</summary>
        public void UseFileName(string fileName) => FileName = fileName;

        /// <summary>A change to the text before it is compared. The last one added runs first, as in Verify.</summary>
        public void AddScrubber(Action<StringBuilder> scrubber) => _scrubbers.Insert(0, scrubber);

        internal string Scrub(string text)
        {
            var builder = new StringBuilder(text);
            _scrubbers.ForEach(scrub => scrub(builder));
            return Lines(builder.ToString());
        }

        internal static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
    }
}

namespace VerifyXunit
{
    /// <summary>Marks the classes that verify snapshots; Verify.Xunit 19 wants it.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class UsesVerifyAttribute : Attribute;

    /// <summary>
    /// Compares texts with snapshots by Verify's conventions: X.verified.ext is committed; X.received.ext appears where the text
    /// differs, goes when it matches, and is accepted by renaming it. UTF-8 with a byte order mark, '\n', one more '\n' at the end tolerated.
    /// </summary>
    public static class Verifier
    {
        private static readonly UTF8Encoding s_encoding = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

        /// <summary>Fails unless the snapshot exists and equals the text.</summary>
        /// <param name="target">The text.</param>
        /// <param name="extension">The snapshot's extension, without a dot.</param>
        /// <param name="settings">Its folder and its name.</param>
        /// <param name="sourceFile">The test's source file.</param>
        public static async Task Verify(string target, string extension, VerifySettings settings, [CallerFilePath] string sourceFile = "")
        {
            string stem = Path.GetFullPath(Path.Combine(
                Path.GetDirectoryName(sourceFile)!, settings.Folder, settings.FileName ?? throw new InvalidOperationException("UseFileName is missing.")));
            string verifiedPath = $"{stem}.verified.{extension}";
            string receivedPath = $"{stem}.received.{extension}";
            string received = settings.Scrub(target);
            string? verified = File.Exists(verifiedPath) ? VerifySettings.Lines(await File.ReadAllTextAsync(verifiedPath, s_encoding)) : null;
            if (verified == received || verified == received + "\n")
            {
                File.Delete(receivedPath);
                return;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(receivedPath)!);
            await File.WriteAllTextAsync(receivedPath, received, s_encoding);
            string difference = verified is null ? "New: there is no verified file." : "NotEqual: " + FirstDifference(verified, received);
            throw new XunitException($"{difference}\n  Received: {receivedPath}\n  Verified: {verifiedPath}\nTo accept it, rename received to verified.");
        }

        private static string FirstDifference(string verified, string received)
        {
            string[] old = verified.Split('\n');
            string[] now = received.Split('\n');
            int line = Enumerable.Range(0, Math.Max(old.Length, now.Length)).First(i => At(old, i) != At(now, i));
            return $"line {line + 1} differs.\n  received: {At(now, line) ?? "(end of file)"}\n  verified: {At(old, line) ?? "(end of file)"}";

            static string? At(string[] lines, int index) => index < lines.Length ? lines[index] : null;
        }
    }
}
