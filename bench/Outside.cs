using System.ComponentModel;
using System.Diagnostics;

namespace ResourceMatch.Bench;

/// <summary>Runs another program and gives back what it printed.</summary>
internal static class Outside
{
    /// <returns>Null = the program is not installed.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message holds the end of what it said.</exception>
    public static string? Run(string folder, string program, params string[] arguments)
    {
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception)
        {
            return null;
        }

        using (process)
        {
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode == 0) return output;
            var said = error.GetAwaiter().GetResult();
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments.Take(2))} ended with {process.ExitCode}: {said[Math.Max(0, said.Length - 400)..]}");
        }
    }
}
