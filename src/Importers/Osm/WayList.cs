using System.Collections;
using ResourceMatch.Transit;

namespace ResourceMatch.Importers.Osm;

/// <summary>A street as its file has it.</summary>
/// <param name="Id">Null = the file gives none that can be read.</param>
/// <param name="Line">Where in the file; null = the form has no lines.</param>
/// <param name="Kind">The highway tag.</param>
internal readonly record struct OsmWay(long? Id, int? Line, string? Name, string Kind, StreetUse Use, ReadOnlyMemory<long> Nodes);

/// <summary>Gathers the ways with a highway tag in the order of the file. A reader fills tags and nodes of one way and closes it.</summary>
internal sealed class WayList(string file) : IEnumerable<OsmWay>
{
    private readonly List<(long? Id, int? Line, string? Name, string Kind, StreetUse Use, int End)> ways = [];
    private readonly Dictionary<string, string> tags = [];
    private readonly Dictionary<string, string> kinds = [];
    private long[] nodes = new long[1_024];
    private int closed;
    private int open;

    public int Count => ways.Count;

    public void Tag(string key, string value)
    {
        if (key == "name" || StreetRules.Keys.Contains(key)) tags[key] = value;
    }

    public void Node(long id)
    {
        if (open - closed >= StreetReader.MaxWayNodes)
        {
            throw StreetReader.Refuse(file, "way_too_long", $"{file} has a way of more than {StreetReader.MaxWayNodes:N0} nodes: this is no file of streets.");
        }

        if (open == nodes.Length) Array.Resize(ref nodes, 2 * nodes.Length);
        nodes[open++] = id;
    }

    /// <summary>Ends a way; without a highway tag it is forgotten.</summary>
    public void Close(long? id, int? line)
    {
        if (tags.TryGetValue("highway", out var kind))
        {
            // A handful of words, met a million times.
            if (!kinds.TryGetValue(kind, out var kept)) kinds[kind] = kept = kind;
            ways.Add((id, line, tags.GetValueOrDefault("name"), kept, StreetRules.UseOf(tags), open));
            closed = open;
        }

        open = closed;
        tags.Clear();
    }

    /// <summary>The nodes that streets need, each once, in order.</summary>
    public long[] ListNodes()
    {
        var all = nodes.AsSpan(0, closed).ToArray();
        Array.Sort(all);
        var count = 0;
        foreach (var id in all)
        {
            if (count == 0 || all[count - 1] != id) all[count++] = id;
        }

        Array.Resize(ref all, count);
        return all;
    }

    public IEnumerator<OsmWay> GetEnumerator()
    {
        var start = 0;
        foreach (var (id, line, name, kind, use, end) in ways)
        {
            yield return new OsmWay(id, line, name, kind, use, nodes.AsMemory(start, end - start));
            start = end;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
