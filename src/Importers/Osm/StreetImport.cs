using ResourceMatch.Importers.Notices;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Imports;
using ResourceMatch.Transit;

namespace ResourceMatch.Importers.Osm;

/// <summary>import osm: reads and compiles streets and makes them live in one step, with the stops of the live feeds on them, or says why not.</summary>
public static class StreetImport
{
    /// <param name="path">An .osm or .osm.pbf file.</param>
    /// <param name="key">The network's key; null = the one for the whole installation.</param>
    /// <exception cref="ImportRefusedException">Nobody could walk on it; the network that was live stays.</exception>
    public static async Task<StreetImportResult> RunAsync(
        DirectoryDatabase database, string path, string? key, TimeProvider clock, IProgress<OsmProgress>? progress, CancellationToken cancellation)
    {
        key ??= StreetNetworkImport.DefaultKey;
        var notices = new NoticeLog();
        var file = StreetReader.Read(path, notices, progress, cancellation);
        var network = Compile(file.Source, Path.GetFileName(path));
        StopStreets? stops = null;
        await StreetNetworkImport.StoreAsync(
            database,
            new StreetNetworkRow(key, Path.GetFileName(path), network.JunctionCount, network.EdgeCount, StreetSnapshot.Write(network), file.Lines),
            (blob, feeds) => Write(stops = Make(network, feeds), blob),
            clock, cancellation);
        return new StreetImportResult(key, file.LineCount, network, stops!, notices);
    }

    /// <summary>As <see cref="StopWalksMaking"/>, for an import that has only the blobs.</summary>
    internal static byte[] MakeStopWalks(byte[] network, IReadOnlyList<byte[]> timetables) =>
        Write(Make(Stored(() => StreetSnapshot.Read(network)), timetables), network);

    private static StopStreets Make(StreetNetwork network, IReadOnlyList<byte[]> timetables) =>
        StopStreets.Make([.. timetables.Select(timetable => Stored(() => TimetableSnapshot.Read(timetable)))], network);

    /// <summary>Reads what an earlier import stored; an older program may have written it in another form.</summary>
    private static T Stored<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException error)
        {
            throw StreetReader.Refuse("", "older_form", error.Message, error);
        }
    }

    private static byte[] Write(StopStreets stops, byte[] network) => StopStreetsSnapshot.Write(stops, network);

    private static StreetNetwork Compile(StreetSource source, string file)
    {
        try
        {
            return source.WayCount > 0
                ? StreetCompiler.Compile(source)
                : throw StreetReader.Refuse(file, "no_streets", $"{file} holds no street that anybody may use. Export it again, with all its ways.");
        }
        catch (InvalidDataException error)
        {
            throw StreetReader.Refuse(file, "no_streets", $"{file}: {error.Message} Ask for it again.", error);
        }
    }
}

/// <param name="Key">The key under which it was stored.</param>
/// <param name="LineCount">Streets that the map draws.</param>
/// <param name="Stops">The stops of the live feeds.</param>
public sealed record StreetImportResult(string Key, int LineCount, StreetNetwork Network, StopStreets Stops, NoticeLog Notices);
