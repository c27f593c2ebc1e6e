using System.Text;

namespace ResourceMatch.Api.Mail;

/// <summary>The words of a letter that <see cref="OutboxDelivery"/> wrote as a file: one part of plain text in UTF-8, by base64 or quoted-printable.</summary>
/// <remarks>Not a reader of anybody else's mail.</remarks>
internal static class EmlText
{
    public static string Read(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var text = file.ReplaceLineEndings("\n");
        var gap = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (gap < 0) return "";
        var (head, body) = (text[..gap], text[(gap + 2)..]);
        if (head.Contains("Content-Transfer-Encoding: base64", StringComparison.OrdinalIgnoreCase)) return Encoding.UTF8.GetString(Convert.FromBase64String(body.Replace("\n", "", StringComparison.Ordinal))).TrimEnd();
        return (head.Contains("Content-Transfer-Encoding: quoted-printable", StringComparison.OrdinalIgnoreCase) ? Unquote(body) : body).TrimEnd();
    }

    private static string Unquote(string body)
    {
        var bytes = new List<byte>(body.Length);
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] != '=') bytes.Add((byte)body[i]);
            else if (i + 1 < body.Length && body[i + 1] == '\n') i++;
            else if (i + 2 < body.Length && byte.TryParse(body.AsSpan(i + 1, 2), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                i += 2;
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
