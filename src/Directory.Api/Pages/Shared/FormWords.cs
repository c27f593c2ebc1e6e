using ResourceMatch.Api.Pages.Speech;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>What is to be put right in a form: field to sentence, in the order of the form. Empty = nothing.</summary>
internal sealed class FormErrors(Words words)
{
    private readonly List<(string Field, string Sentence)> all = [];

    public Words Words => words;

    public IReadOnlyList<(string Field, string Sentence)> All => all;

    public bool Any => all.Count > 0;

    /// <param name="field">The input's id is <c>f-</c> and this.</param>
    public void Add(string field, string sentence) => all.Add((field, sentence));

    public string? Of(string field) => all.FirstOrDefault(each => each.Field == field).Sentence;

    /// <summary>The page's title with "Error" before it where something is wrong.</summary>
    public string Title(string title) => Any ? words.Say("Error.Word", ("title", title)) : title;
}

/// <summary>One line to type into, for the partial <c>_Line</c>: label, hint, what is wrong, input.</summary>
/// <param name="Name">Of the input; its id is <c>f-</c> and this.</param>
/// <param name="Type">text, email, password.</param>
/// <param name="Fill">What the browser may fill in: username, current-password, one-time-code.</param>
internal sealed record FormLine(string Name, string Label, string? Value = null, string Type = "text", string? Fill = null, string? Hint = null, string? Wrong = null, bool IsCode = false)
{
    public string? Described => (Wrong, Hint) switch
    {
        (null, null) => null,
        (null, _) => $"h-{Name}",
        (_, null) => $"e-{Name}",
        _ => $"h-{Name} e-{Name}",
    };
}
