using ResourceMatch.Domain.Needs;
using ResourceMatch.SampleCity.Ground;

namespace ResourceMatch.SampleCity.Listings;

/// <summary>Needs, eligibility and ways of delivery as HSDS taxonomies, and what each service has of them as attributes.</summary>
internal sealed class TaxonomyFiles(ListingPlan plan, Terrain terrain)
{
    private const string Needs = "needs", Eligibility = "eligibility", Delivery = "delivery";

    private static readonly string[] GradeBands = ["K-5", "6-8", "9-12", "6-12"];

    public IEnumerable<(string Name, string Text)> Write()
    {
        yield return ("taxonomies.csv", Csv.File("id,name,description",
        [
            [Of(Needs), "ResourceMatch needs", "What a family may need, by the words of school plans"],
            [Of(Eligibility), "ResourceMatch eligibility", "Whom a service is for; any one is enough, and grades come on top"],
            [Of(Delivery), "ResourceMatch delivery", "How help reaches the family when it is not at a place"],
        ]));
        yield return ("taxonomy_terms.csv", Csv.File("id,code,name,description,taxonomy_id", Terms()));
        yield return ("attributes.csv", Csv.File("id,link_id,taxonomy_term_id,link_type,link_entity,value,label", plan.AllListings.SelectMany(Attributes)));
    }

    private IEnumerable<string?[]> Terms()
    {
        foreach (var need in NeedVocabulary.Default.All) yield return Term(Needs, need.Key, need.Labels["en"]);
        foreach (var key in EligibilityKeys.All) yield return Term(Eligibility, key, key.Replace('-', ' '));
        foreach (var school in terrain.Schools) yield return Term(Eligibility, EligibilityKeys.SchoolPrefix + school.Key, $"Students of {school.Name}");
        foreach (var grades in GradeBands) yield return Term(Eligibility, EligibilityKeys.GradesPrefix + grades, $"Grades {grades}");
        yield return Term(Delivery, "comes-to-you", "Comes to your home");
        yield return Term(Delivery, "remote", "By phone or online");
    }

    private static IEnumerable<string?[]> Attributes(Listing listing)
    {
        foreach (var need in listing.Needs) yield return Attribute(listing, Needs, need, "service need");
        IEnumerable<string> eligibility =
        [
            .. listing.Conditions.Audience,
            .. listing.School is { } school ? [EligibilityKeys.SchoolPrefix + school.Key] : Array.Empty<string>(),
            .. listing.Conditions.Grades is { } grades ? [EligibilityKeys.GradesPrefix + grades] : Array.Empty<string>(),
        ];
        foreach (var key in eligibility) yield return Attribute(listing, Eligibility, key, "service eligibility or intended audience");
        if (listing.ComesToYou) yield return Attribute(listing, Delivery, "comes-to-you", "service delivery");
        if (listing.IsByPhone) yield return Attribute(listing, Delivery, "remote", "service delivery");
    }

    private static string?[] Term(string taxonomy, string code, string name) => [OfTerm(taxonomy, code), code, name, name, Of(taxonomy)];

    private static string?[] Attribute(Listing listing, string taxonomy, string code, string linkType) =>
        [HsdsFiles.Uuid($"attribute-{taxonomy}-{code}", listing.Number), HsdsFiles.Of(listing), OfTerm(taxonomy, code), linkType, "service", code, null];

    private static string Of(string taxonomy) => HsdsFiles.Uuid("taxonomy-" + taxonomy, 0);

    private static string OfTerm(string taxonomy, string code) => HsdsFiles.Uuid($"term-{taxonomy}-{code}", 0);
}
