using System.IO.Compression;
using System.Text;
using ResourceMatch.Importers.Gtfs;
using ResourceMatch.Importers.Notices;

namespace ResourceMatch.Importers.Tests.Gtfs;

/// <summary>A small good feed whose files a test replaces, written to a folder of its own that goes away with it.</summary>
internal sealed class FeedKit : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gtfs-kit-").FullName;
    private readonly Dictionary<string, byte[]> files = new(StringComparer.Ordinal);

    public FeedKit()
    {
        With("agency.txt", "agency_id,agency_name,agency_url,agency_timezone\nA,County Transit,http://transit.example,America/New_York\n");
        With("calendar.txt", "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\nWK,1,1,1,1,1,0,0,20300101,20301231\n");
        With("stops.txt", "stop_id,stop_name,stop_lat,stop_lon\nm,Maple,40.00,-80.00\ns,School,40.01,-80.00\np,Pantry,40.02,-80.00\n");
        With("routes.txt", "route_id,agency_id,route_short_name,route_long_name,route_type\n7,A,7,Maple - Pantry,3\n");
        With("trips.txt", "route_id,service_id,trip_id,trip_headsign\n7,WK,t1,Pantry\n7,WK,t2,Pantry\n");
        With("stop_times.txt", "trip_id,arrival_time,departure_time,stop_id,stop_sequence\nt1,08:00:00,08:00:00,m,1\nt1,08:10:00,08:11:00,s,2\nt1,08:20:00,08:20:00,p,3\nt2,09:00:00,09:00:00,m,1\nt2,09:20:00,09:20:00,p,3\n");
    }

    public string Folder => folder;

    public FeedKit With(string name, string text) => With(name, Encoding.UTF8.GetBytes(text));

    public FeedKit With(string name, byte[] bytes)
    {
        files[name] = bytes;
        return this;
    }

    public FeedKit Without(string name)
    {
        files.Remove(name);
        return this;
    }

    /// <summary>Replaces a piece of a file.</summary>
    public FeedKit Change(string name, string piece, string by)
    {
        var text = Encoding.UTF8.GetString(files[name]);
        Assert.Contains(piece, text, StringComparison.Ordinal);
        return With(name, text.Replace(piece, by, StringComparison.Ordinal));
    }

    public GtfsFeed Load(GtfsReadOptions? options = null)
    {
        foreach (var old in Directory.EnumerateFiles(folder))
        {
            File.Delete(old);
        }

        foreach (var (name, bytes) in files)
        {
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
        }

        return GtfsFeed.Load(folder, options);
    }

    public Notice Refusal(GtfsReadOptions? options = null) => Assert.Throws<ImportRefusedException>(() => Load(options)).Notice;

    /// <summary>The feed as a zip in memory; entries lie under <paramref name="prefix"/>.</summary>
    public byte[] Zip(string prefix = "", params (string Name, byte[] Bytes)[] extra)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in files.Select(pair => (Name: prefix + pair.Key, Bytes: pair.Value)).Concat(extra))
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return memory.ToArray();
    }

    public GtfsFeed LoadZip(byte[] zip, GtfsReadOptions? options = null)
    {
        var path = Path.Combine(folder, "feed.zip");
        File.WriteAllBytes(path, zip);
        return GtfsFeed.Load(path, options);
    }

    public Notice RefusalOf(byte[] zip, GtfsReadOptions? options = null) => Assert.Throws<ImportRefusedException>(() => LoadZip(zip, options)).Notice;

    public static (string Kind, int Count)[] Kinds(GtfsFeed feed) => [.. feed.Notices.Summarize().Select(count => (count.Kind, count.Count))];

    public static NoticeCount Notice(GtfsFeed feed, string kind) => Assert.Single(feed.Notices.Summarize(), count => count.Kind == kind);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
