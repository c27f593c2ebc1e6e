namespace ResourceMatch.Domain.Resources;

/// <summary>HSDS 3.1 <c>taxonomy</c>.</summary>
public sealed class Taxonomy
{
    public required Id<Taxonomy> Id { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }
    public string? Uri { get; init; }
    public string? Version { get; init; }
}

/// <summary>HSDS 3.1 <c>taxonomy_term</c>.</summary>
public sealed class TaxonomyTerm
{
    public required Id<TaxonomyTerm> Id { get; init; }
    public Id<Taxonomy>? TaxonomyId { get; init; }
    public Id<TaxonomyTerm>? ParentId { get; init; }
    public string? Code { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }
    public string? TermUri { get; init; }

    /// <summary>HSDS <c>taxonomy</c>: the list's name in words, for lists that are no <see cref="Resources.Taxonomy"/>.</summary>
    public string? TaxonomyName { get; init; }

    /// <summary>Of the term's words, as an ISO 639 code.</summary>
    public string? Language { get; init; }
}

/// <summary>HSDS 3.1 <c>attribute</c>: says that an entity has a taxonomy term. (Named so because System.Attribute exists.)</summary>
public sealed class EntityAttribute
{
    public required Id<EntityAttribute> Id { get; init; }
    public required Guid LinkId { get; init; }

    /// <summary>The HSDS table of the entity: service, location, organization …</summary>
    public required string LinkEntity { get; init; }
    public Id<TaxonomyTerm>? TaxonomyTermId { get; init; }
    public string? LinkType { get; init; }
    public string? Value { get; init; }
    public string? Label { get; init; }

    /// <summary>Null until the directory's loader has put it there.</summary>
    public TaxonomyTerm? TaxonomyTerm { get; set; }
}

/// <summary>HSDS 3.1 <c>metadata</c>: who changed which field of what, when. Written by every import and edit.</summary>
public sealed class Metadata
{
    public required Id<Metadata> Id { get; init; }
    public required Guid ResourceId { get; init; }

    /// <summary>The HSDS table of the resource.</summary>
    public required string ResourceType { get; init; }
    public required DateTimeOffset LastActionDate { get; init; }

    /// <summary>CREATE, UPDATE or DELETE.</summary>
    public required string LastActionType { get; init; }
    public required string FieldName { get; init; }
    public required string PreviousValue { get; init; }
    public required string ReplacementValue { get; init; }
    public required string UpdatedBy { get; init; }
}

/// <summary>HSDS 3.1 <c>meta_table_description</c>: which language and letters a source's tables use.</summary>
public sealed class MetaTableDescription
{
    public required Id<MetaTableDescription> Id { get; init; }
    public string? Name { get; init; }
    public string? Language { get; init; }
    public string? CharacterSet { get; init; }
}

/// <summary>A text of a listing in another language (table directory.translation; HSDS has no place for it).</summary>
/// <remarks><see cref="By"/> names the person or import that stands for the words; unreviewed machine text is never stored.</remarks>
public sealed class Translation
{
    /// <summary>The HSDS table: service, organization, location.</summary>
    public required string Entity { get; init; }
    public required Guid EntityId { get; init; }

    /// <summary>The HSDS field: name, description, application_process …</summary>
    public required string Field { get; init; }
    public required string Language { get; init; }
    public required string Text { get; init; }
    public required string By { get; init; }
}
