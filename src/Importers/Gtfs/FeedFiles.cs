using System.IO.Compression;
using ResourceMatch.Importers.Notices;

namespace ResourceMatch.Importers.Gtfs;

/// <summary>The files of a feed, in a zip or a folder, found by their names alone: feeds come wrapped in a subfolder, with a Mac's or a Windows' own files beside them.</summary>
/// <remarks>Nothing is ever written to disk, so a path in a zip leads nowhere. For one thread.</remarks>
internal sealed class FeedFiles : IDisposable
{
    private readonly Dictionary<string, Func<Stream>> files = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> paths = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> subfolders = new(StringComparer.Ordinal);
    private readonly List<IDisposable> owned = [];
    private readonly GtfsReadOptions options;
    private readonly NoticeLog notices;
    private long inflatedBytes;

    private FeedFiles(GtfsReadOptions options, NoticeLog notices)
    {
        this.options = options;
        this.notices = notices;
    }

    /// <summary>Bytes of all files, as the feed claims.</summary>
    public long ClaimedBytes { get; private set; }

    /// <summary>Bytes read so far, as counted.</summary>
    public long InflatedBytes => inflatedBytes;

    public static FeedFiles Open(string path, GtfsReadOptions options, NoticeLog notices)
    {
        var files = new FeedFiles(options, notices);
        try
        {
            if (Directory.Exists(path))
            {
                files.AddFolder(path);
            }
            else if (File.Exists(path))
            {
                files.AddZip(path);
            }
            else
            {
                throw Refuse(Path.GetFileName(path), "missing_file", $"There is no file or folder {path}: check the path.");
            }

            return files;
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    /// <summary>Names of the files, without their folders.</summary>
    public IReadOnlyCollection<string> Names => files.Keys;

    /// <summary>What the package should be.</summary>
    public string Wanted => options.Wanted;

    public bool Contains(string name) => files.ContainsKey(name);

    /// <returns>A stream that counts and checks what it reads; null when the feed has no such file.</returns>
    public Stream? Find(string name) => files.TryGetValue(name, out var open) ? open() : null;

    public void Dispose()
    {
        foreach (var item in owned)
        {
            item.Dispose();
        }
    }

    internal static ImportRefusedException Refuse(string file, string kind, string message, Exception? cause = null)
    {
        var notice = new Notice(file, null, null, NoticeSeverity.Refusal, kind, message);
        return cause is null ? new ImportRefusedException(notice) : new ImportRefusedException(notice, cause);
    }

    internal void Count(string file, int bytes)
    {
        inflatedBytes += bytes;
        if (inflatedBytes > options.MaxInflatedBytes)
        {
            throw Refuse(file, "too_many_bytes", $"The feed unpacks to more than {options.MaxInflatedBytes:N0} bytes: this is no {options.Wanted} we can read.");
        }
    }

    private void AddFolder(string path)
    {
        var found = Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2, AttributesToSkip = FileAttributes.ReparsePoint })
            .Take(options.MaxEntries + 1).ToList();
        CheckEntries(found.Count, Path.GetFileName(path));
        foreach (var file in found.OrderBy(Depth).ThenBy(name => name, StringComparer.Ordinal))
        {
            var length = new FileInfo(file).Length;
            Add(Path.GetRelativePath(path, file).Replace('\\', '/'), length, () => new CountedStream(File.OpenRead(file), Path.GetFileName(file), this));
        }
    }

    private void AddZip(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            var stream = File.OpenRead(path);
            owned.Add(stream);
            CheckEntries(ZipDirectory.CountEntries(stream), name);
            var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            owned.Add(zip);
            CheckPacking(zip, stream.Length, name);
            foreach (var entry in zip.Entries.OrderBy(entry => Depth(entry.FullName)))
            {
                if (!entry.FullName.EndsWith('/'))
                {
                    Add(entry.FullName, entry.Length, () => OpenEntry(entry));
                }
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or ArgumentException or NotSupportedException or OverflowException)
        {
            throw Refuse(name, "broken_zip", $"{name} is not a whole zip file: it may have been cut off or is something else. Ask for it again.", broken);
        }
    }

    /// <summary>What the directory itself tells: before a byte is unpacked. What it lies about, <see cref="CheckedEntryStream"/> finds while reading.</summary>
    private void CheckPacking(ZipArchive zip, long zipBytes, string name)
    {
        if (zip.Entries.Sum(entry => entry.CompressedLength) > zipBytes)
        {
            throw Refuse(name, "zip_bomb", $"{name} says that it packs more than it holds (files that share their bytes): this is no {options.Wanted} we can read.");
        }

        foreach (var entry in zip.Entries.Where(entry => IsWanted(entry.FullName)))
        {
            if (entry.Length > CheckedEntryStream.RatioFromBytes && entry.Length / Math.Max(1, entry.CompressedLength) > options.MaxRatio)
            {
                throw Refuse(FileNameOf(entry.FullName), "zip_bomb", $"{FileNameOf(entry.FullName)} unpacks to more than {options.MaxRatio} times its packed size: this is no {options.Wanted} we can read.");
            }
        }

        if (zip.Entries.Where(entry => IsWanted(entry.FullName)).Sum(entry => entry.Length) > options.MaxInflatedBytes)
        {
            throw Refuse(name, "too_many_bytes", $"The feed unpacks to more than {options.MaxInflatedBytes:N0} bytes: this is no {options.Wanted} we can read.");
        }
    }

    private bool IsWanted(string path) => !path.Split('/').Any(part => part is "__MACOSX" || part.StartsWith('.')) && options.Extensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    private CheckedEntryStream OpenEntry(ZipArchiveEntry entry)
    {
        var name = FileNameOf(entry.FullName);
        try
        {
            return new CheckedEntryStream(entry.Open(), entry, name, this, options.MaxRatio);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or NotSupportedException)
        {
            throw Refuse(name, "broken_zip", $"{name} cannot be unpacked: the zip is damaged, or locked by a password. Ask for it again.", broken);
        }
    }

    private void Add(string path, long length, Func<Stream> open)
    {
        var name = FileNameOf(path);
        if (!IsWanted(path))
        {
            return;
        }

        if (files.TryAdd(name, open))
        {
            paths[name] = path;
            ClaimedBytes += length;
            if (path.LastIndexOf('/') is var slash and > 0 && subfolders.Add(path[..slash]))
            {
                notices.Add(name, null, null, NoticeSeverity.Info, "invalid_input_files_in_subfolder", () => $"The file lies in the subfolder {path[..slash]}; it was found and read, and so are the others there.");
            }
        }
        else
        {
            notices.Add(name, null, null, NoticeSeverity.Warning, "duplicated_file", () => $"The feed has {name} twice; {paths[name]} was read, {path} was not.");
        }
    }

    private void CheckEntries(long count, string name)
    {
        if (count > options.MaxEntries)
        {
            throw Refuse(name, "too_many_entries", $"{name} holds more than {options.MaxEntries:N0} files: this is no {options.Wanted} we can read.");
        }
    }

    private static int Depth(string path) => path.Count(letter => letter is '/' or '\\');

    private static string FileNameOf(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
}
