using System.Text.Json;
using System.Text.Json.Serialization;
using ResourceMatch.Matching;

namespace ResourceMatch.Api.Features.Matching;

/// <summary>How a match is written as JSON: names in camelCase, enums by name, a reason as its kind and its numbers.</summary>
public static class MatchJson
{
    /// <summary>For the command line, one line.</summary>
    public static JsonSerializerOptions Options { get; } = Fill(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Adds what a match needs; used for the host's endpoints too.</summary>
    public static JsonSerializerOptions Fill(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Converters.Add(new ReasonConverter());
        options.Converters.Add(new JsonStringEnumConverter());
        return options;
    }

    private sealed class ReasonConverter : JsonConverter<Reason>
    {
        public override Reason Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Reasons are answered, never asked.");

        // The runtime type carries the numbers; this converter stands for the base type alone.
        public override void Write(Utf8JsonWriter writer, Reason value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value, value.GetType(), options);
    }
}
