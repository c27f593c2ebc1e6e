using Microsoft.AspNetCore.Html;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>An icon of the sprite. It stands beside a word and is hidden from readers, so it never carries meaning alone.</summary>
public static class Icon
{
    private static readonly string Sprite = $"/built/icons.svg?v={FrontEnd.Version}";

    /// <param name="name">A line of frontend/icons.txt.</param>
    /// <param name="turns">True for arrows and chevrons, which point the other way where the page runs from the right.</param>
    public static IHtmlContent Of(string name, bool turns = false) =>
        new HtmlString($"<svg class=\"ico{(turns ? " ico-dir" : "")}\" aria-hidden=\"true\" focusable=\"false\"><use href=\"{Sprite}#{name}\"></use></svg>");
}
