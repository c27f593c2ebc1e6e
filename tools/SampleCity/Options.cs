using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ResourceMatch.SampleCity.Households;
using ResourceMatch.SampleCity.Listings;

namespace ResourceMatch.SampleCity;

/// <summary>What the command line asks for. The defaults make data/samples.</summary>
internal sealed record Options
{
    public string Out { get; init; } = "";
    public DateOnly Today { get; init; } = new(2026, 11, 1);
    public ulong Seed { get; init; } = 20261101;

    /// <summary>Times the usual numbers of services and families, 1 to 1,000.</summary>
    public int Scale { get; init; } = 1;

    /// <summary>How many services, where the scale's number is not wanted; 1 to 240,000.</summary>
    public int? Services { get; init; }

    /// <summary>How many families, where the scale's number is not wanted; 1 to 1,000,000.</summary>
    public int? Families { get; init; }

    public int ServiceCount => Services ?? Scale * ListingPlan.Services;

    public int FamilyCount => Families ?? Scale * FamilyPlan.Families;

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
        "--scale" when Number(value, 1_000) is { } scale => options with { Scale = scale },
        "--services" when Number(value, 240_000) is { } services => options with { Services = services },
        "--families" when Number(value, 1_000_000) is { } families => options with { Families = families },
        "--over" when File.Exists(value) || Directory.Exists(value) => options with { Over = value },
        _ => null,
    };

    private static int? Number(string text, int most) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number : null;
}
