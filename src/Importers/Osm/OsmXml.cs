using System.Globalization;
using System.Xml;
using ResourceMatch.Importers.Notices;

namespace ResourceMatch.Importers.Osm;

/// <summary>OpenStreetMap XML. No document type, no entities.</summary>
internal sealed class OsmXml(string path, string file, NoticeLog notices, IProgress<OsmProgress>? progress, CancellationToken cancellation) : IOsmFile
{
    private const int ElementsBetweenLooks = 10_000;

    // OpenStreetMap's own files are three deep; what opens more and more elements only fills the memory.
    private const int MaxDepth = 20;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true, MaxCharactersInDocument = 1L << 40,
    };

    private Stream stream = Stream.Null;
    private int elements;

    public void ReadWays(WayList ways) => Read("ways", xml =>
    {
        if (xml.Name == "way") ReadWay(xml, ways);
    });

    public void ReadNodes(NodeTable nodes) => Read("nodes", xml =>
    {
        if (xml.Name != "node") return;
        if (Number(xml, "id") is { } id && Degrees(xml, "lon") is { } longitude && Degrees(xml, "lat") is { } latitude && nodes.Add(id, latitude, longitude)) return;
        notices.Add(file, Line(xml), "node", NoticeSeverity.Error, "wrong_type", () => "A node needs id, lat and lon in degrees. It was left out.");
    });

    private void Read(string part, Action<XmlReader> element)
    {
        using var opened = File.OpenRead(path);
        using var guarded = new TagGapStream(opened, file);
        stream = guarded;
        using var xml = XmlReader.Create(guarded, Settings);
        while (Next(xml, part))
        {
            if (xml.NodeType == XmlNodeType.Element) element(xml);
        }
    }

    private void ReadWay(XmlReader xml, WayList ways)
    {
        var (id, line) = (Number(xml, "id"), Line(xml));
        if (!xml.IsEmptyElement)
        {
            while (Next(xml, "ways") && !(xml.NodeType == XmlNodeType.EndElement && xml.Name == "way"))
            {
                if (xml.NodeType != XmlNodeType.Element) continue;
                if (xml.Name == "nd" && Number(xml, "ref") is { } node) ways.Node(node);
                else if (xml.Name == "tag" && xml.GetAttribute("k") is { } key && xml.GetAttribute("v") is { } value) ways.Tag(key, value);
            }
        }

        ways.Close(id, line);
    }

    private bool Next(XmlReader xml, string part)
    {
        if (++elements % ElementsBetweenLooks == 0)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new OsmProgress(part, stream.Position, stream.Length));
        }

        try
        {
            return xml.Read() && (xml.Depth <= MaxDepth ? true : throw new XmlException("too deep"));
        }
        catch (XmlException error)
        {
            throw new ImportRefusedException(
                new Notice(file, error.LineNumber, null, NoticeSeverity.Refusal, "broken_xml", $"{file} is no whole OpenStreetMap file, neither XML nor PBF. Ask for it again."), error);
        }
    }

    private static int? Line(XmlReader xml) => xml is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : null;

    private static long? Number(XmlReader xml, string attribute) =>
        long.TryParse(xml.GetAttribute(attribute), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static double? Degrees(XmlReader xml, string attribute) =>
        double.TryParse(xml.GetAttribute(attribute), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
