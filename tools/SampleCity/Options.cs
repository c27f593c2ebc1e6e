using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ResourceMatch.SampleCity;

/// <summary>What the command line asks for. The defaults make data/samples.</summary>
internal sealed record Options
{
    public string Out { get; init; } = "";
    public DateOnly Today { get; init; } = new(2026, 11, 1);
    public ulong Seed { get; init; } = 20261101;

    /// <summary>Times the usual numbers of services and families, 1 to 1,000.</summary>
    public int Scale { get; init; } = 1;

    /// <summary>A GTFS zip or folder, or null for the invented city.</summary>
    public string? Over { get; init; }

    public static bool TryParse(string[] args, out Options options, [NotNullWhen(false)] out string? problem)
    {
        options = new Options();
        for (var i = 0; i < args.Length; i += 2)
        {
            problem = i + 1 == args.Length ? $"{args[i]} needs a value." : null;
            if (problem is null && Set(options, args[i], args[i + 1]) is { } changed) options = changed;
            else
            {
                problem ??= $"'{args[i]} {args[i + 1]}' is no option that SampleCity can use.";
                return false;
            }
        }

        problem = options.Out.Length == 0 ? "--out is missing." : null;
        return problem is null;
    }

    private static Options? Set(Options options, string name, string value) => name switch
    {
        "--out" when value.Length > 0 => options with { Out = value },
        "--today" when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var today) => options with { Today = today },
        "--seed" when ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) => options with { Seed = seed },
        "--scale" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var scale) && scale is >= 1 and <= 1_000 => options with { Scale = scale },
        "--over" when File.Exists(value) || Directory.Exists(value) => options with { Over = value },
        _ => null,
    };
}
