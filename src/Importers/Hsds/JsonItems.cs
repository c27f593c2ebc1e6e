using System.Text.Json;

namespace ResourceMatch.Importers.Hsds;

/// <summary>Takes the items of a large JSON file one by one: the objects at its root, in its list, or in a named list of its root object ("contents" of a page, "features" of GeoJSON).</summary>
/// <remarks>Holds one item at a time in memory. For one thread.</remarks>
internal sealed class JsonItems(Stream stream, JsonReaderOptions options, string? listName, int maxItemBytes)
{
    private byte[] buffer = new byte[64 * 1024];
    private int start, end;
    private bool isFinal;
    private JsonReaderState state = new(options);

    // In a list, where a bracket ends the items; at the root the file's end does.
    private bool isInside;
    private bool hasBegun;

    /// <summary>True when the first object of the file has a list of that name.</summary>
    public static bool HasList(Stream stream, string listName, JsonReaderOptions options)
    {
        var items = new JsonItems(stream, options, null, int.MaxValue);
        var isContents = false;
        while (items.ReadToken(out var token, out var depth, out var name))
        {
            if (depth == 0 && token == JsonTokenType.StartArray) return false;
            if (isContents) return token == JsonTokenType.StartArray;
            isContents = token == JsonTokenType.PropertyName && depth == 1 && name == listName;
            if (depth == 0 && token == JsonTokenType.EndObject) return false;
        }

        return false;
    }

    /// <returns>The next item; null at the end.</returns>
    public JsonElement? ReadNext()
    {
        while (true)
        {
            if (!hasBegun)
            {
                if (!Begin()) return null;
                hasBegun = true;
            }

            switch (TryTake(out var item))
            {
                case Taken.Item: return item;
                case Taken.End: return null;
                default:
                    Fill();
                    break;
            }
        }
    }

    private enum Taken
    {
        Item,
        End,
        NeedMore,
    }

    // To the place where items stand: before the first value of a root of objects, behind the bracket of a list.
    private bool Begin()
    {
        SkipByteOrderMark();
        if (listName is null)
        {
            while (true)
            {
                while (start < end && buffer[start] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') start++;
                if (start < end) break;
                if (isFinal) return false;
                Fill();
            }

            isInside = buffer[start] == (byte)'[';
            return !isInside || ReadToken(out _, out _, out _);
        }

        var isContents = false;
        while (ReadToken(out var token, out var depth, out var name))
        {
            if (isContents && token == JsonTokenType.StartArray) return isInside = true;
            isContents = token == JsonTokenType.PropertyName && depth == 1 && name == listName;
        }

        return false;
    }

    private Taken TryTake(out JsonElement? item)
    {
        item = null;
        var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), isFinal, state);
        if (!reader.Read()) return isFinal ? Taken.End : Taken.NeedMore;
        if (isInside && reader.TokenType == JsonTokenType.EndArray) return Taken.End;
        if (!JsonDocument.TryParseValue(ref reader, out var document)) return isFinal ? throw new JsonException("The file ends within an item.") : Taken.NeedMore;
        using (document) item = document.RootElement.Clone();
        Advance(reader);
        return Taken.Item;
    }

    private bool ReadToken(out JsonTokenType token, out int depth, out string? name)
    {
        SkipByteOrderMark();
        while (true)
        {
            var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), isFinal, state);
            if (reader.Read())
            {
                (token, depth, name) = (reader.TokenType, reader.CurrentDepth, reader.TokenType == JsonTokenType.PropertyName ? reader.GetString() : null);
                Advance(reader);
                return true;
            }

            (token, depth, name) = (JsonTokenType.None, 0, null);
            if (isFinal) return false;
            Fill();
        }
    }

    private void Advance(Utf8JsonReader reader)
    {
        start += (int)reader.BytesConsumed;
        state = reader.CurrentState;
    }

    private void SkipByteOrderMark()
    {
        if (end > 0 || isFinal) return;
        while (end < 3 && !isFinal) Fill();
        if (buffer.AsSpan(0, end).StartsWith("\uFEFF"u8)) start = 3;
    }

    private void Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }

        if (end == buffer.Length)
        {
            if (buffer.Length >= maxItemBytes) throw new JsonException($"One item is longer than {maxItemBytes:N0} bytes.");
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        isFinal = read == 0;
    }
}
