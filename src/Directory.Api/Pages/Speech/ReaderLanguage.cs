namespace ResourceMatch.Api.Pages.Speech;

/// <summary>A language that every page speaks.</summary>
/// <param name="Code">ISO 639: en, es, ht, ar. Also the value of the page's <c>lang</c>.</param>
/// <param name="OwnName">How the language calls itself; never translated.</param>
/// <param name="RightToLeft">True = the page runs from the right.</param>
public sealed record ReaderLanguage(string Code, string OwnName, bool RightToLeft = false)
{
    /// <summary>Every language, English first: it answers when nothing else is asked for.</summary>
    public static IReadOnlyList<ReaderLanguage> All { get; } =
    [
        new("en", "English"),
        new("es", "Español"),
        new("ht", "Kreyòl ayisyen"),
        new("ar", "العربية", RightToLeft: true),
    ];

    public static ReaderLanguage English => All[0];

    /// <summary>The value of the page's <c>dir</c>.</summary>
    public string Direction => RightToLeft ? "rtl" : "ltr";

    /// <returns>The language of a code such as "es" or "es-MX", or null when no page speaks it.</returns>
    public static ReaderLanguage? Find(string? code) =>
        code is null ? null : All.FirstOrDefault(language => language.Code.Equals(code.Split('-', 2)[0].Trim(), StringComparison.OrdinalIgnoreCase));
}
