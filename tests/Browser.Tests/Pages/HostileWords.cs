using System.Text.Json;

namespace ResourceMatch.Browser.Tests.Pages;

/// <summary>Texts that would run, break out of a tag, an attribute, a script block or an address, or turn a page around, if a page let them. Our own list.</summary>
/// <remarks>Each that could run sets <c>window.hit</c>, which nothing of ours does.</remarks>
internal static class HostileWords
{
    /// <summary>Other people's lists, by hand: <c>RM_HOSTILE=FILE</c> holds one text a line, or a JSON array of texts. Empty without it.</summary>
    public static IReadOnlyList<string> FromFile { get; } = ReadFile(Environment.GetEnvironmentVariable("RM_HOSTILE"));

    public static IReadOnlyList<string> All { get; } =
    [
        "<script>window.hit=1</script>", "</script><script>window.hit=2</script>", "<scr<script>ipt>window.hit=3</scr</script>ipt>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
        "\"><script>window.hit=4</script>", "'><script>window.hit=5</script>", "`><script>window.hit=6</script>", "--><script>window.hit=7</script>", "]]><script>window.hit=8</script>",
        "</title><script>window.hit=9</script>", "</textarea><script>window.hit=10</script>", "</style><script>window.hit=11</script>", "</noscript><script>window.hit=12</script>",
        "</option></select><script>window.hit=13</script>", "<img src=x onerror=window.hit=14>", "<img src=\"x\" onerror=\"window.hit=15\">", "\" onmouseover=\"window.hit=16\" x=\"", "' onfocus='window.hit=17' autofocus='",
        "\" autofocus onfocus=window.hit=18 tabindex=0 \"", "<svg onload=window.hit=19>", "<svg><script>window.hit=20</script></svg>", "<svg><animate onbegin=window.hit=21 attributeName=x dur=1s>",
        "<math><mtext></mtext><mglyph><style></math><img src onerror=window.hit=22>", "<body onload=window.hit=23>", "<details open ontoggle=window.hit=24>", "<video><source onerror=window.hit=25>",
        "<input autofocus onfocus=window.hit=26>", "<iframe src=\"javascript:parent.hit=27\"></iframe>", "<iframe srcdoc=\"<script>parent.hit=28</script>\"></iframe>", "<object data=\"javascript:window.hit=29\">",
        "<embed src=\"javascript:window.hit=30\">", "<a href=\"javascript:window.hit=31\">press</a>", "<form action=\"javascript:window.hit=32\"><button>press</button></form>", "<base href=\"https://evil.example/\">",
        "<meta http-equiv=refresh content=\"0;url=javascript:window.hit=33\">", "<link rel=stylesheet href=//evil.example/x.css>", "<style>@import '//evil.example/x.css';*{display:none}</style>",
        "javascript:window.hit=34", "JaVaScRiPt:window.hit=35", "java\tscript:window.hit=36", " javascript:window.hit=37", "data:text/html,<script>window.hit=38</script>", "vbscript:window.hit=39", "//evil.example/x",
        "https://evil.example/\" onclick=\"window.hit=40", "mailto:a@b.example?bcc=c@d.example&body=<script>", "tel:911;phone-context=evil.example", "file:///etc/passwd", "blob:https://evil.example/1",
        "{{constructor.constructor('window.hit=41')()}}", "${window.hit=42}", "#{window.hit=43}", "@(1+1)", "@Html.Raw(\"<script>window.hit=44</script>\")", "<%= 1+1 %>", "{words}", "{0}", "%s%n%x",
        "&lt;script&gt;window.hit=45&lt;/script&gt;", "&#60;script&#62;window.hit=46&#60;/script&#62;", "%3Cscript%3Ewindow.hit=47%3C/script%3E", "\\u003cscript\\u003ewindow.hit=48\\u003c/script\\u003e",
        "+ADw-script+AD4-window.hit=49+ADw-/script+AD4-", "<!--#exec cmd=\"ls\"-->", "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>", "' or 1=1 --", "'; drop table directory.service; --", "$(id)",
        "`id`", "| id", "../../../../etc/passwd", "\r\nBEGIN:VALARM\r\nACTION:PROCEDURE", "\r\nSet-Cookie: a=b", "=cmd|' /C calc'!A0", "@SUM(1)", "\u202Eevil\u202C", "\u2066\u2067\u2068 left open", "A\u0300\u0301\u0302\u0303\u0304\u0305\u0306",
        "\uFEFF\u200B\u200D\u00AD", "﷽﷽﷽﷽", "👩‍👩‍👧‍👦🏳️‍🌈", "Ω≈ç√∫˜µ≤≥÷", "田中さんにあげて下さい", "\u2028\u2029", "NULL", "undefined", "NaN", "true", "-1", "1e309", new string('W', 300), new string('<', 200),
    ];

    // No cell of a listing holds nothing, a zero byte or half a letter; the store refuses those before any page does.
    private static IReadOnlyList<string> ReadFile(string? file)
    {
        if (string.IsNullOrEmpty(file)) return [];
        var text = File.ReadAllText(file);
        IEnumerable<string> texts = text.Split('\n').Where(line => line.Length > 0 && line[0] != '#');
        if (text.TrimStart().StartsWith('['))
        {
            using var json = JsonDocument.Parse(text);
            texts = [.. json.RootElement.EnumerateArray().Select(each => each.ValueKind == JsonValueKind.String ? each.GetString()! : each.TryGetProperty("payload", out var payload) ? payload.ToString() : each.ToString())];
        }

        return [.. texts.Select(each => each.Replace("\0", "", StringComparison.Ordinal)).Where(each => !string.IsNullOrWhiteSpace(each))];
    }
}
