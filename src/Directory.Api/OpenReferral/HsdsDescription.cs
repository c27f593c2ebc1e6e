using Microsoft.OpenApi;
using ResourceMatch.Importers.Hsds;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ResourceMatch.Api.OpenReferral;

/// <summary>Describes /hsds in the API's description: every parameter, the envelope, and each entity as HSDS names its fields. From the same lists that read and write them.</summary>
internal sealed class HsdsDescription : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        var schemas = swaggerDoc.Components!.Schemas!;
        foreach (var table in HsdsTables.All) schemas["hsds_" + table.Name] = Describe(table, swaggerDoc);
        foreach (var list in HsdsList.All)
        {
            schemas["hsds_page_of_" + list.Path] = Page(list, swaggerDoc);
            if (swaggerDoc.Paths.TryGetValue("/hsds/" + list.Path, out var lists))
            {
                foreach (var (method, operation) in lists.Operations!) Describe(operation, list, method == HttpMethod.Post, swaggerDoc);
            }

            if (swaggerDoc.Paths.TryGetValue("/hsds/" + list.Path + "/{id}", out var one))
            {
                foreach (var operation in one.Operations!.Values)
                {
                    operation.Parameters = [new OpenApiParameter { Name = "id", In = ParameterLocation.Path, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" } }];
                    operation.Responses = new OpenApiResponses { ["200"] = Answer(new OpenApiSchemaReference("hsds_" + list.Whole.Table.Name, swaggerDoc)), ["304"] = new OpenApiResponse { Description = "The same as the asker has." }, ["404"] = new OpenApiResponse { Description = "Not there." } };
                }
            }
        }
    }

    private static void Describe(OpenApiOperation operation, HsdsList list, bool isPost, OpenApiDocument document)
    {
        if (isPost)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Content = new Dictionary<string, IOpenApiMediaType>
                {
                    ["application/json"] = new OpenApiMediaType
                    {
                        Schema = new OpenApiSchema
                        {
                            Type = JsonSchemaType.Object,
                            Properties = HsdsParameter.Of(list.Key).ToDictionary(parameter => parameter.Name, parameter => (IOpenApiSchema)SchemaOf(parameter)),
                        },
                    },
                },
            };
        }
        else
        {
            operation.Parameters =
            [
                .. HsdsParameter.Of(list.Key).Where(parameter => !parameter.IsPrivate).Select(parameter => (IOpenApiParameter)new OpenApiParameter
                {
                    Name = parameter.Name, In = ParameterLocation.Query, Description = parameter.Description, Schema = SchemaOf(parameter),
                }),
            ];
        }

        operation.Responses = new OpenApiResponses { ["200"] = Answer(new OpenApiSchemaReference("hsds_page_of_" + list.Path, document)), ["400"] = new OpenApiResponse { Description = "A parameter cannot be read; errors names it." } };
        if (!isPost) operation.Responses["304"] = new OpenApiResponse { Description = "The same as the asker has." };
    }

    private static OpenApiResponse Answer(IOpenApiSchema schema) => new()
    {
        Description = "OK",
        Content = new Dictionary<string, IOpenApiMediaType> { ["application/json"] = new OpenApiMediaType { Schema = schema } },
    };

    private static OpenApiSchema SchemaOf(HsdsParameter parameter) => new()
    {
        Description = parameter.Description,
        Type = parameter.Type switch { "flag" => JsonSchemaType.Boolean, "whole" => JsonSchemaType.Integer, "number" => JsonSchemaType.Number, _ => JsonSchemaType.String },
        Format = parameter.Type switch { "uuid" => "uuid", "instant" => "date-time", _ => null },
    };

    private static OpenApiSchema Page(HsdsList list, OpenApiDocument document)
    {
        string[] numbers = ["total_items", "total_pages", "page_number", "size"], flags = ["first_page", "last_page", "empty"];
        var properties = numbers.ToDictionary(name => name, _ => (IOpenApiSchema)new OpenApiSchema { Type = JsonSchemaType.Integer });
        foreach (var flag in flags) properties[flag] = new OpenApiSchema { Type = JsonSchemaType.Boolean };
        properties["contents"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchemaReference("hsds_" + list.Whole.Table.Name, document) };
        return new OpenApiSchema { Type = JsonSchemaType.Object, Properties = properties, Required = properties.Keys.ToHashSet() };
    }

    private static OpenApiSchema Describe(HsdsTable table, OpenApiDocument document)
    {
        var properties = table.Fields.ToDictionary(field => field.Name, field => (IOpenApiSchema)new OpenApiSchema
        {
            Type = field.Type == "number" ? JsonSchemaType.Number : JsonSchemaType.String,
            Format = field.Type is "text" or "number" ? null : field.Type,
        });
        foreach (var (field, inner, isList) in table.Nested())
        {
            var reference = new OpenApiSchemaReference("hsds_" + inner, document);
            properties[field] = isList ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = reference } : reference;
        }

        return new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = properties,
            Required = table.Fields.Where(field => field.IsRequired).Select(field => field.Name).ToHashSet(),
        };
    }
}
