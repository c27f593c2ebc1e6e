using System.Globalization;

namespace ResourceMatch.SampleCity.Listings;

/// <summary>A text in the three languages in which the sample is written.</summary>
internal sealed record Words(string English, string Spanish, string Creole)
{
    public Words With(Words more) => new($"{English} {more.English}", $"{Spanish} {more.Spanish}", $"{Creole} {more.Creole}");
}

/// <summary>Whom a service is for and what it asks, as offers.txt abbreviates it: docs=, age=, grades=, aud=, fee=, cap=.</summary>
internal sealed record Conditions
{
    public IReadOnlyList<string> Documents { get; init; } = [];
    public int? MinimumAge { get; init; }
    public int? MaximumAge { get; init; }
    public string? Grades { get; init; }
    public IReadOnlyList<string> Audience { get; init; } = [];
    public int? Fee { get; init; }
    public string? CapacityUnit { get; init; }

    public static Conditions Parse(string text)
    {
        var conditions = new Conditions();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, value) = (word[..word.IndexOf('=', StringComparison.Ordinal)], word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            conditions = key switch
            {
                "docs" => conditions with { Documents = value.Split('+') },
                "aud" => conditions with { Audience = value.Split('+') },
                "grades" => conditions with { Grades = value },
                "fee" => conditions with { Fee = int.Parse(value, CultureInfo.InvariantCulture) },
                "cap" => conditions with { CapacityUnit = value },
                "age" => conditions with
                {
                    MinimumAge = int.Parse(value.Split('-')[0], CultureInfo.InvariantCulture),
                    MaximumAge = int.Parse(value.Split('-')[1], CultureInfo.InvariantCulture),
                },
                _ => throw new FormatException($"offers.txt does not know the condition '{word}'."),
            };
        }

        return conditions;
    }
}

/// <summary>What the sample's services for one need are like.</summary>
internal sealed record Offer(
    string Need,
    int Count,
    string Kind,
    IReadOnlyList<string> Hours,
    IReadOnlyList<Conditions> Conditions,
    IReadOnlyList<Words> Names,
    Words Description)
{
    /// <summary>Reads offers.txt: a head line, then one line for each language.</summary>
    public static IReadOnlyList<Offer> ReadAll()
    {
        using var stream = typeof(Offer).Assembly.GetManifestResourceStream("offers.txt") ?? throw new InvalidOperationException("offers.txt is not embedded.");
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToList();
        return [.. lines.Chunk(4).Select(Read)];
    }

    private static Offer Read(string[] block)
    {
        var head = block[0].Split('|');
        string[] Names(int line, string language) => Part(block[line], language, 0).Split(';');
        var (english, spanish, creole) = (Names(1, "en"), Names(2, "es"), Names(3, "ht"));
        if (english.Length != spanish.Length || english.Length != creole.Length) throw new FormatException($"offers.txt: {head[0]} has not the same names in each language.");
        return new Offer(
            head[0],
            int.Parse(head[1], CultureInfo.InvariantCulture),
            head[2],
            head[3].Split(','),
            [.. head[4].Split('/').Select(Listings.Conditions.Parse)],
            [.. english.Select((name, i) => new Words(name, spanish[i], creole[i]))],
            new Words(Part(block[1], "en", 1), Part(block[2], "es", 1), Part(block[3], "ht", 1)));
    }

    private static string Part(string line, string language, int part) =>
        line.StartsWith(language + ' ', StringComparison.Ordinal) ? line[3..].Split('|')[part] : throw new FormatException($"offers.txt: '{line}' should begin with {language}.");
}
