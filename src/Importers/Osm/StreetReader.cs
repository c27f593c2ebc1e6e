using NetTopologySuite.Geometries;
using ResourceMatch.Domain.Places;
using ResourceMatch.Importers.Notices;
using ResourceMatch.Storage.Imports;
using ResourceMatch.Transit;

namespace ResourceMatch.Importers.Osm;

/// <summary>How far the reading of an OpenStreetMap file is; it is read twice, first the ways, then the nodes they need.</summary>
/// <param name="Part">ways or nodes.</param>
/// <param name="BytesRead">Of the file.</param>
/// <param name="TotalBytes">The file's length.</param>
public readonly record struct OsmProgress(string Part, long BytesRead, long TotalBytes);

/// <summary>The streets of a file.</summary>
/// <param name="LineCount">How many streets there are.</param>
/// <param name="Lines">What the map draws: every way with a highway tag; each made when it is asked for.</param>
/// <param name="Source">What one walks and drives on.</param>
public sealed record StreetFile(int LineCount, IEnumerable<StreetRow> Lines, StreetSource Source);

/// <summary>Reads the streets of an OpenStreetMap file, XML (.osm) or PBF (.osm.pbf): its ways with a highway tag.</summary>
/// <remarks>A way over nodes that the file does not have is left out with a notice. Relations are not read. Which form it is, its first byte tells.</remarks>
public static class StreetReader
{
    /// <summary>OpenStreetMap allows 2,000 nodes to a way; files made by others have more. Beyond this it is no street.</summary>
    public const int MaxWayNodes = 100_000;

    /// <exception cref="ImportRefusedException">The file is no whole OpenStreetMap file, or holds no street.</exception>
    public static StreetFile Read(string path, NoticeLog notices, IProgress<OsmProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(notices);
        var file = Path.GetFileName(path);
        var ways = new WayList(file);
        Open(path, file, notices, progress, cancellation).ReadWays(ways);
        var nodes = new NodeTable(ways.ListNodes());
        Open(path, file, notices, progress, cancellation).ReadNodes(nodes);
        var streets = Join(file, ways, nodes, notices);
        return streets.LineCount > 0
            ? streets
            : throw Refuse(file, "no_streets", $"{file} holds no street whose nodes are all in it. Export it again, with its ways and the nodes they need.");
    }

    internal static ImportRefusedException Refuse(string file, string kind, string message, Exception? cause = null)
    {
        var notice = new Notice("", null, null, NoticeSeverity.Refusal, kind, message);
        return cause is null ? new ImportRefusedException(notice) : new ImportRefusedException(notice, cause);
    }

    private static IOsmFile Open(string path, string file, NoticeLog notices, IProgress<OsmProgress>? progress, CancellationToken cancellation)
    {
        using var stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[3];
        var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return start[..length] switch
        {
            [] => throw Refuse(file, "empty_file", $"{file} is empty. Ask for it again."),
            [0x1F, 0x8B, ..] or [(byte)'B', (byte)'Z', ..] => throw Refuse(file, "packed_file", $"{file} is packed. Unpack it first."),
            [(byte)'P', (byte)'K', ..] => throw Refuse(file, "packed_file", $"{file} is a zip. Unpack it and give the .osm or .osm.pbf file in it."),
            [0, ..] => new OsmPbf(path, file, notices, progress, cancellation),
            _ => new OsmXml(path, file, notices, progress, cancellation),
        };
    }

    private static StreetFile Join(string file, WayList ways, NodeTable nodes, NoticeLog notices)
    {
        var kept = 0;
        foreach (var way in ways)
        {
            if (Places(way, nodes) is { } places)
            {
                nodes.Source.AddWay(way.Use, places);
                kept++;
            }
            else
            {
                notices.Add(file, way.Line, "way", NoticeSeverity.Error, "dangling_reference", () => "A street needs an id and at least two nodes that stand in the file. It was left out.");
            }
        }

        return new StreetFile(kept, Lines(ways, nodes), nodes.Source);
    }

    private static IEnumerable<StreetRow> Lines(WayList ways, NodeTable nodes)
    {
        var factory = new GeometryFactory(new PrecisionModel(), GeoPoint.Srid);
        foreach (var way in ways)
        {
            if (Places(way, nodes) is { } places) yield return new StreetRow(way.Id!.Value, way.Name, way.Kind, factory.CreateLineString(Array.ConvertAll(places, nodes.CoordinateOf)));
        }
    }

    /// <summary>Where the way's nodes are; null when it cannot be a street.</summary>
    private static int[]? Places(OsmWay way, NodeTable nodes)
    {
        var places = new int[way.Nodes.Length];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = nodes.PlaceOf(way.Nodes.Span[i]);
            if (places[i] < 0) return null;
        }

        return way.Id is not null && places.Length >= 2 ? places : null;
    }
}

/// <summary>A file that can be read twice.</summary>
internal interface IOsmFile
{
    void ReadWays(WayList ways);

    void ReadNodes(NodeTable nodes);
}
