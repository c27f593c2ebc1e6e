using System.Diagnostics;

namespace ResourceMatch.Architecture.Tests;

/// <summary>What ./run and ./test answer before they set anything up, and how ./test adds up results.</summary>
public sealed class CommandsTests : IDisposable
{
    private readonly string results = Directory.CreateTempSubdirectory("rm-results-").FullName;

    [Theory]
    [InlineData(2, "./run --empty now", "run: --empty takes no 'now'.")]
    [InlineData(2, "./run reset everything", "run: reset takes no 'everything'.")]
    [InlineData(2, "./test Domian", "test: there is no test project 'Domian' in tests/.")]
    [InlineData(1, "PORT=http ./run", "run: PORT is 'http'; it must be a number from 1 to 65535.")]
    [InlineData(1, "PORT=0 ./run --empty", "run: PORT is '0'; it must be a number from 1 to 65535.")]
    [InlineData(1, "PORT=65536 ./run", "run: PORT is '65536'; it must be a number from 1 to 65535.")]
    public void A_command_that_cannot_be_meant_is_refused_in_one_line(int code, string command, string sentence)
    {
        Assert.Equal((code, sentence), Bash(command));
    }

    [Fact]
    public void A_busy_port_is_named_together_with_a_way_out()
    {
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();
        var port = ((System.Net.IPEndPoint)other.LocalEndpoint).Port;
        var (code, said) = Bash($"PORT={port} ./run");
        Assert.Equal(1, code);
        Assert.StartsWith($"run: Port {port} of this machine is in use.", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Results_of_all_projects_are_added_up()
    {
        Project("A", Trx(3, 3, Outcome("A.one", "Passed")));
        Project("B", Trx(2, 2, Outcome("B.one", "Passed")));
        var (code, lines) = AddUp("A", "B");
        Assert.Equal(0, code);
        Assert.Equal("5 passed, 0 failed", lines[^1]);
    }

    [Fact]
    public void A_failed_and_a_skipped_test_count_as_failed_and_are_named()
    {
        var skipped = Outcome("A.skipped", "NotExecuted");
        Project("A", Trx(4, 2, Outcome("A.ok", "Passed") + Outcome("A.wrong&lt;int&gt;(a: &quot;x&quot;)", "Failed", "Expected 1 &amp; got\n2") + skipped, "Failed"), exitCode: 1);
        var (code, lines) = AddUp("A");
        Assert.Equal(1, code);
        Assert.Equal("2 passed, 2 failed", lines[^1]);
        Assert.Contains("  FAILED A.wrong<int>(a: \"x\")", lines);
        Assert.Contains("      Expected 1 & got", lines);
        Assert.Contains("  SKIPPED A.skipped", lines);
        Assert.DoesNotContain(lines, line => line.Contains("A.ok", StringComparison.Ordinal));
    }

    [Fact]
    public void A_project_without_results_without_tests_or_broken_off_counts_as_failed()
    {
        Project("Good", Trx(1, 1, Outcome("x", "Passed")));
        Project("Silent", null, exitCode: 0);
        Project("Empty", Trx(0, 0, ""));
        Project("Aborted", Trx(1, 1, Outcome("x", "Passed"), "Failed"));
        Project("Crashed", Trx(1, 1, Outcome("x", "Passed")), exitCode: 134);
        var (code, lines) = AddUp("Good", "Silent", "Empty", "Aborted", "Crashed", "Never");
        Assert.Equal(1, code);
        Assert.Equal("3 passed, 5 failed", lines[^1]);
        Assert.Equal(["0 passed, 1 failed"], AddUp("Silent").Lines[^1..]);
    }

    [Fact]
    public void Every_script_parses()
    {
        var scripts = House.Files.Where(path => path is "run" or "test" or ".ci/run" || path.EndsWith(".sh", StringComparison.Ordinal)).ToList();
        Assert.True(scripts.Count >= 7, string.Join(' ', scripts));
        Assert.Equal((0, ""), Bash("for script in " + string.Join(' ', scripts) + "; do bash -n \"$script\" || exit 1; done"));
    }

    public void Dispose() => Directory.Delete(results, recursive: true);

    private static string Outcome(string name, string outcome, string? message = null) =>
        $"<UnitTestResult testName=\"{name}\" duration=\"00:00:01\" outcome=\"{outcome}\">"
        + (message is null ? "" : $"<Output><ErrorInfo><Message>{message}</Message><StackTrace>   at A.cs:line 1</StackTrace></ErrorInfo></Output>")
        + "</UnitTestResult>\n";

    // As the TRX logger writes it: a skipped test is in "total", not in "executed", and "notExecuted" stays 0.
    private static string Trx(int total, int passed, string outcomes, string summary = "Completed") =>
        $"""
        <?xml version="1.0" encoding="utf-8"?>
        <TestRun id="1"><Results>{outcomes}</Results><ResultSummary outcome="{summary}">
        <Counters total="{total}" executed="{total}" passed="{passed}" failed="0" error="0" notExecuted="0" /></ResultSummary></TestRun>
        """;

    private void Project(string name, string? trx, int exitCode = 0)
    {
        var folder = Directory.CreateDirectory(Path.Combine(results, name)).FullName;
        if (trx is not null) File.WriteAllText(Path.Combine(folder, "results.trx"), trx);
        File.WriteAllText(Path.Combine(folder, "exit-code"), $"{exitCode}\n");
    }

    private (int Code, string[] Lines) AddUp(params string[] projects)
    {
        var (code, said) = Bash($". scripts/common.sh; . scripts/results.sh; add_results '{results}' {string.Join(' ', projects)}");
        return (code, said.Split('\n'));
    }

    // Both outputs together, without the last line break.
    private static (int Code, string Said) Bash(string command)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", $"exec 2>&1; {command}"]) { WorkingDirectory = House.Root, RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(10_000), command);
        return (process.ExitCode, said.TrimEnd());
    }
}
