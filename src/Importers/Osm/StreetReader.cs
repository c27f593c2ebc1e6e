using System.Globalization;
using System.Xml;
using NetTopologySuite.Geometries;
using ResourceMatch.Domain.Places;
using ResourceMatch.Importers.Notices;
using ResourceMatch.Storage.Imports;

namespace ResourceMatch.Importers.Osm;

/// <summary>Reads the streets of an OpenStreetMap XML file (.osm): its ways with a highway tag, as lines.</summary>
/// <remarks>Nodes come before ways, as OSM writes them; a way over unknown nodes is left out with a notice. No document type, no entities. Relations are not read.</remarks>
public static class StreetReader
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true, MaxCharactersInDocument = 4L << 30,
    };

    /// <exception cref="ImportRefusedException">The file is no whole OSM XML. It is read as the rows are taken.</exception>
    public static IEnumerable<StreetRow> Read(string path, NoticeLog notices)
    {
        var name = Path.GetFileName(path);
        using var xml = XmlReader.Create(path, Settings);
        var nodes = new Dictionary<long, Coordinate>();
        var factory = new GeometryFactory(new PrecisionModel(), GeoPoint.Srid);
        while (Next(xml, name))
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.Name == "node") ReadNode(xml, nodes, name, notices);
            else if (xml.Name == "way" && ReadWay(xml, nodes, factory, name, notices) is { } street) yield return street;
        }
    }

    private static void ReadNode(XmlReader xml, Dictionary<long, Coordinate> nodes, string file, NoticeLog notices)
    {
        if (Number(xml, "id") is { } id && Degrees(xml, "lon") is { } longitude && Degrees(xml, "lat") is { } latitude && GeoPoint.Find(longitude, latitude) is not null)
        {
            nodes[id] = new Coordinate(longitude, latitude);
        }
        else
        {
            notices.Add(file, Line(xml), "node", NoticeSeverity.Error, "wrong_type", () => "A node needs id, lat and lon in degrees. It was left out.");
        }
    }

    private static StreetRow? ReadWay(XmlReader xml, Dictionary<long, Coordinate> nodes, GeometryFactory factory, string file, NoticeLog notices)
    {
        var (id, line) = (Number(xml, "id"), Line(xml));
        List<Coordinate> points = [];
        string? kind = null, name = null;
        var missing = 0;
        if (!xml.IsEmptyElement)
        {
            while (Next(xml, file) && !(xml.NodeType == XmlNodeType.EndElement && xml.Name == "way"))
            {
                if (xml.NodeType != XmlNodeType.Element) continue;
                if (xml.Name == "nd" && Number(xml, "ref") is { } node)
                {
                    if (nodes.TryGetValue(node, out var point)) points.Add(point);
                    else missing++;
                }
                else if (xml.Name == "tag" && xml.GetAttribute("k") is { } key)
                {
                    if (key == "highway") kind = xml.GetAttribute("v");
                    else if (key == "name") name = xml.GetAttribute("v");
                }
            }
        }

        if (kind is null) return null;
        if (id is { } wayId && points.Count >= 2 && missing == 0) return new StreetRow(wayId, name, kind, factory.CreateLineString([.. points]));
        notices.Add(file, line, "way", NoticeSeverity.Error, "dangling_reference", () => "A street needs an id and at least two nodes that stand in the file. It was left out.");
        return null;
    }

    private static bool Next(XmlReader xml, string file)
    {
        try
        {
            return xml.Read();
        }
        catch (XmlException error)
        {
            throw new ImportRefusedException(
                new Notice(file, error.LineNumber, null, NoticeSeverity.Refusal, "broken_xml", $"{file} is no whole OpenStreetMap XML. Ask for it again."), error);
        }
    }

    private static int? Line(XmlReader xml) => xml is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : null;

    private static long? Number(XmlReader xml, string attribute) =>
        long.TryParse(xml.GetAttribute(attribute), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static double? Degrees(XmlReader xml, string attribute) =>
        double.TryParse(xml.GetAttribute(attribute), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
