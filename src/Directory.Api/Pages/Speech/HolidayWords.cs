namespace ResourceMatch.Api.Pages.Speech;

/// <summary>Says a listed holiday in the reader's language. One of the settings, whose name is anybody's, stays as it was written.</summary>
public static class HolidayWords
{
    private const string Observed = " (observed)";

    public static string Holiday(this Words words, string name)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(name);
        var isObserved = name.EndsWith(Observed, StringComparison.Ordinal);
        var said = Key(isObserved ? name[..^Observed.Length] : name) is { } key ? words[$"Holiday.{key}"] : words.Name(name);
        return isObserved ? words.Say("Holiday.Observed", ("name", said)) : said;
    }

    private static string? Key(string name) => name switch
    {
        "New Year's Day" => "NewYear",
        "Birthday of Martin Luther King, Jr." => "King",
        "Washington's Birthday" => "Washington",
        "Memorial Day" => "Memorial",
        "Juneteenth" => "Juneteenth",
        "Independence Day" => "Independence",
        "Labor Day" => "Labor",
        "Columbus Day" => "Columbus",
        "Veterans Day" => "Veterans",
        "Thanksgiving Day" => "Thanksgiving",
        "Christmas Day" => "Christmas",
        _ => null,
    };
}
