using System.ComponentModel.DataAnnotations;

namespace ResourceMatch.Api.Mail;

/// <summary>How letters leave; settings ResourceMatch__Mail__….</summary>
/// <remarks>Without <see cref="Host"/> they are written as .eml files into <see cref="Folder"/> and reach nobody.</remarks>
public sealed class MailOptions
{
    public const string Section = "ResourceMatch:Mail";

    /// <summary>The SMTP server. Null = files.</summary>
    public string? Host { get; set; }

    [Range(1, 65_535)]
    public int Port { get; set; } = 587;

    /// <summary>Null = the server asks for none.</summary>
    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>STARTTLS. Turn it off for a server on the same machine only.</summary>
    public bool Tls { get; set; } = true;

    /// <summary>Whom letters come from.</summary>
    [Required, EmailAddress]
    public string From { get; set; } = "directory@resourcematch.invalid";

    /// <summary>Where the .eml files go. ./run says .local/mail; else mail beside the program.</summary>
    public string? Folder { get; set; }

    /// <summary>Tries before a letter is given up; with the waiting between them ten take about a day and a half.</summary>
    [Range(1, 30)]
    public int Tries { get; set; } = 10;

    internal string FolderPath => Folder is { Length: > 0 } folder ? Path.GetFullPath(folder) : Path.Combine(AppContext.BaseDirectory, "mail");

    /// <summary>1, 2, 4 … minutes, at most 8 hours.</summary>
    internal static TimeSpan WaitAfter(int tries) => TimeSpan.FromMinutes(Math.Min(480, Math.Pow(2, Math.Max(0, tries - 1))));
}
