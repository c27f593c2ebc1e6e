using System.Text.Json;
using Microsoft.OpenApi;
using ResourceMatch.Importers.Hsds;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ResourceMatch.Api.OpenReferral;

/// <summary>HSDS answers are written in snake_case, so the API's description must say so too.</summary>
internal sealed class HsdsSchemaNames : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema { Properties.Count: > 0 } described || !IsHsds(context.Type)) return;
        described.Properties = described.Properties.ToDictionary(property => Name(property.Key), property => property.Value);
        if (described.Required is { Count: > 0 } required) described.Required = required.Select(Name).ToHashSet();
    }

    private static bool IsHsds(Type type) =>
        type.Namespace == typeof(HsdsFormat).Namespace || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(PageDocument<>));

    // Names that JSON attributes gave (address_1) stay as they are.
    private static string Name(string name) => name.Contains('_', StringComparison.Ordinal) ? name : JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
