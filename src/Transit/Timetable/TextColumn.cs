using System.Text;

namespace ResourceMatch.Transit;

/// <summary>Many short texts as one block of UTF-8, so that a snapshot loads them in one copy and makes a string only when somebody reads it.</summary>
/// <remarks>Immutable; safe to share. The index from text to place is built at the first search.</remarks>
internal sealed class TextColumn
{
    private readonly Lazy<Dictionary<string, int>> places;

    public TextColumn(byte[] utf8, int[] offsets)
    {
        Utf8 = utf8;
        Offsets = offsets;
        places = new Lazy<Dictionary<string, int>>(IndexTexts);
    }

    public byte[] Utf8 { get; }

    /// <summary>One more than there are texts; text i is the bytes from offset i to offset i + 1.</summary>
    public int[] Offsets { get; }

    public int Count => Offsets.Length - 1;

    public string this[int index] => Encoding.UTF8.GetString(Utf8, Offsets[index], Offsets[index + 1] - Offsets[index]);

    public static TextColumn From(IEnumerable<string> texts)
    {
        using var block = new MemoryStream();
        var offsets = new List<int> { 0 };
        foreach (var text in texts)
        {
            block.Write(Encoding.UTF8.GetBytes(text));
            offsets.Add(checked((int)block.Length));
        }

        return new TextColumn(block.ToArray(), [.. offsets]);
    }

    /// <returns>The place of the first equal text, or -1.</returns>
    public int Find(string text) => places.Value.GetValueOrDefault(text, -1);

    private Dictionary<string, int> IndexTexts()
    {
        var index = new Dictionary<string, int>(Count, StringComparer.Ordinal);
        for (var i = 0; i < Count; i++)
        {
            index.TryAdd(this[i], i);
        }

        return index;
    }
}
