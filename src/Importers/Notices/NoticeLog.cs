namespace ResourceMatch.Importers.Notices;

/// <summary>Gathers notices while an importer reads: counts every one, keeps the first few of each kind and file.</summary>
/// <remarks>A feed may break the same rule in every one of a million rows; counts stay exact and memory stays small. For one import and one thread.</remarks>
public sealed class NoticeLog
{
    private readonly Dictionary<(string File, string Kind), List<Notice>> first = [];
    private readonly Dictionary<(string File, string Kind), int> counts = [];
    private readonly List<(string File, string Kind)> order = [];
    private readonly int examplesPerKind;

    /// <param name="examplesPerKind">How many notices of each kind and file are kept whole; the rest are only counted.</param>
    public NoticeLog(int examplesPerKind = 5)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(examplesPerKind);
        this.examplesPerKind = examplesPerKind;
    }

    /// <summary>Every notice that was added, the dropped examples too.</summary>
    public int Total { get; private set; }

    /// <summary>The refusal that ended the import; null while the data can still be used.</summary>
    public Notice? Refusal { get; private set; }

    /// <summary>Counts the notice and keeps it if it is among the first of its kind in its file.</summary>
    public void Add(Notice notice)
    {
        ArgumentNullException.ThrowIfNull(notice);
        if (IsWanted(notice.File, notice.Kind, notice.Severity))
        {
            first[(notice.File, notice.Kind)].Add(notice);
        }

        if (notice.Severity == NoticeSeverity.Refusal)
        {
            Refusal ??= notice;
        }
    }

    /// <summary>As <see cref="Add(Notice)"/>; the message is built only when it will be kept, so a million bad rows cost no million strings.</summary>
    public void Add(string file, int? row, string? field, NoticeSeverity severity, string kind, Func<string> message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!IsWanted(file, kind, severity))
        {
            return;
        }

        var notice = new Notice(file, row, field, severity, kind, message());
        first[(file, kind)].Add(notice);
        if (severity == NoticeSeverity.Refusal)
        {
            Refusal ??= notice;
        }
    }

    /// <summary>One entry for each file and kind, in the order in which they were first met.</summary>
    public IReadOnlyList<NoticeCount> Summarize() =>
        [.. order.Select(key => new NoticeCount(key.File, key.Kind, first[key].Max(notice => notice.Severity), counts[key], first[key]))];

    private bool IsWanted(string file, string kind, NoticeSeverity severity)
    {
        Total++;
        var key = (file, kind);
        if (!counts.TryGetValue(key, out var count))
        {
            order.Add(key);
            first[key] = [];
        }

        counts[key] = count + 1;
        return count < examplesPerKind || (severity == NoticeSeverity.Refusal && Refusal is null);
    }
}

/// <summary>How often one kind of notice was met in one file.</summary>
/// <param name="File">The file; empty when it concerns the whole import.</param>
/// <param name="Kind">The notice's kind.</param>
/// <param name="Severity">The worst severity among the examples.</param>
/// <param name="Count">How often, exactly.</param>
/// <param name="Examples">The first few, at least one.</param>
public sealed record NoticeCount(string File, string Kind, NoticeSeverity Severity, int Count, IReadOnlyList<Notice> Examples);

/// <summary>Thrown when an import cannot be read at all; <see cref="Notice"/> is the one sentence for the user. Nothing was stored.</summary>
/// <remarks>Only for "we cannot read at all" (a broken zip, a feed without stop_times); bad rows are notices.</remarks>
public sealed class ImportRefusedException : Exception
{
    /// <summary>Refuses with a notice of severity <see cref="NoticeSeverity.Refusal"/>.</summary>
    public ImportRefusedException(Notice notice)
        : base(notice?.ToString()) => Notice = notice ?? throw new ArgumentNullException(nameof(notice));

    /// <summary>As above, with the cause.</summary>
    public ImportRefusedException(Notice notice, Exception cause)
        : base(notice?.ToString(), cause) => Notice = notice ?? throw new ArgumentNullException(nameof(notice));

    /// <summary>What to tell the user; names the file.</summary>
    public Notice Notice { get; }
}
