using System.Globalization;
using ResourceMatch.Importers.Notices;
using Spectre.Console;

namespace ResourceMatch.Api.Commands;

/// <summary>How an import shows itself: a bar that moves on a terminal, plain lines elsewhere, and a table of notices at the end.</summary>
internal static class ImportScreen
{
    /// <summary>Runs the work; it may report (what, done, of); of 0 = unknown.</summary>
    public static async Task<T> RunAsync<T>(string title, Func<IProgress<Step>, Task<T>> work)
    {
        if (Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive) return await work(new PlainLines(title));
        return await AnsiConsole.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
            .StartAsync(context =>
            {
                var bar = context.AddTask(Markup.Escape(title), maxValue: 1);
                return work(new Bar(bar, title));
            });
    }

    /// <summary>Counts by kind, each with its first example.</summary>
    public static void ShowNotices(NoticeLog notices)
    {
        var summary = notices.Summarize();
        if (summary.Count == 0)
        {
            Console.WriteLine("No notices.");
            return;
        }

        if (Console.IsOutputRedirected)
        {
            foreach (var count in summary)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count.Severity} {count.Kind} x {count.Count}: {count.Examples[0]}"));
                foreach (var example in count.Examples.Skip(1).Take(2)) Console.WriteLine("    " + example);
            }

            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("Notice", "Count", "For example");
        foreach (var count in summary)
        {
            table.AddRow(
                Markup.Escape($"{count.Severity}: {count.Kind}"), count.Count.ToString("N0", CultureInfo.InvariantCulture),
                Markup.Escape(string.Join('\n', count.Examples.Take(3).Select(example => Printable(example.ToString())))));
        }

        AnsiConsole.Write(table);
    }

    // A terminal must not obey what stands in somebody's data.
    private static string Printable(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));

    /// <param name="What">The file, or what is counted.</param>
    /// <param name="Done">So many.</param>
    /// <param name="Of">Of so many; 0 = unknown.</param>
    public readonly record struct Step(string What, long Done, long Of);

    private sealed class Bar(ProgressTask task, string title) : IProgress<Step>
    {
        public void Report(Step step)
        {
            task.Description = Markup.Escape($"{title}: {step.What}");
            if (step.Of > 0)
            {
                task.MaxValue = step.Of;
                task.Value = Math.Min(step.Done, step.Of);
            }
            else
            {
                task.IsIndeterminate = true;
            }
        }
    }

    // One line for each file or each further twenty thousand, not one for each row.
    private sealed class PlainLines(string title) : IProgress<Step>
    {
        private const long Every = 20_000;

        private string what = "";
        private long told;

        public void Report(Step step)
        {
            if (step.What == what && (step.Of > 0 || step.Done - told < Every)) return;
            (what, told) = (step.What, step.Done);
            Console.WriteLine(step.Of > 0 ? $"{title}: {step.What}" : string.Create(CultureInfo.InvariantCulture, $"{title}: {step.Done:N0} {step.What}"));
        }
    }
}
