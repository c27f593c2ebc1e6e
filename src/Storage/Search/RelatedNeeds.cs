using System.Collections.Frozen;

namespace ResourceMatch.Storage.Search;

/// <summary>What a family may look at when there is little of the thing itself: needs that would do instead, or that often come together.</summary>
/// <remarks>Chosen by people, one way each: who asks for a shelter may be helped by one for survivors; who asks for that one is not sent to any other. Immutable.</remarks>
internal static class RelatedNeeds
{
    private static readonly FrozenDictionary<string, string[]> Related = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["food"] = ["weekend-food", "meals", "food-benefits", "summer-meals"],
        ["meals"] = ["food", "summer-meals"],
        ["food-benefits"] = ["food", "benefits"],
        ["weekend-food"] = ["food", "meals"],
        ["summer-meals"] = ["meals", "food", "summer-program"],
        ["rent-help"] = ["eviction-help", "housing-search", "utility-bills"],
        ["shelter"] = ["domestic-violence", "housing-search"],
        ["housing-search"] = ["rent-help", "shelter"],
        ["eviction-help"] = ["legal-help", "rent-help"],
        ["utility-bills"] = ["rent-help", "money-coaching"],
        ["benefits"] = ["food-benefits", "health-insurance"],
        ["money-coaching"] = ["tax-help", "benefits"],
        ["tax-help"] = ["money-coaching"],
        ["clothing"] = ["winter-coat"],
        ["winter-coat"] = ["clothing"],
        ["diapers"] = ["pregnancy"],
        ["laundry"] = ["hygiene"],
        ["hygiene"] = ["laundry"],
        ["bus-passes"] = ["rides"],
        ["rides"] = ["bus-passes"],
        ["internet"] = ["computer"],
        ["computer"] = ["internet"],
        ["legal-help"] = ["immigration-legal", "eviction-help"],
        ["immigration-legal"] = ["legal-help"],
        ["job-search"] = ["job-training", "first-job"],
        ["job-training"] = ["job-search", "internship"],
        ["english-classes"] = ["ged"],
        ["ged"] = ["english-classes", "job-training"],
        ["doctor"] = ["sports-physical", "immunizations"],
        ["immunizations"] = ["doctor"],
        ["sports-physical"] = ["doctor"],
        ["health-insurance"] = ["benefits"],
        ["medicine"] = ["doctor"],
        ["eye-care"] = ["doctor"],
        ["dental"] = ["doctor"],
        ["pregnancy"] = ["diapers", "doctor"],
        ["disability-support"] = ["special-education"],
        ["counseling"] = ["crisis", "grief", "parent-group", "mentoring"],
        ["grief"] = ["counseling"],
        ["crisis"] = ["counseling"],
        ["substance-use"] = ["counseling", "crisis"],
        ["mentoring"] = ["clubs"],
        ["parent-group"] = ["parenting", "counseling"],
        ["domestic-violence"] = ["crisis", "counseling", "legal-help"],
        ["child-safety"] = ["crisis", "counseling"],
        ["bullying"] = ["counseling"],
        ["childcare"] = ["early-learning"],
        ["early-learning"] = ["childcare"],
        ["after-school"] = ["clubs", "sports", "arts", "stem", "study-space"],
        ["parenting"] = ["parent-group"],
        ["kinship-care"] = ["parent-group", "parenting"],
        ["tutoring"] = ["study-space", "after-school"],
        ["study-space"] = ["tutoring", "after-school"],
        ["special-education"] = ["disability-support"],
        ["sports"] = ["clubs"],
        ["arts"] = ["clubs"],
        ["stem"] = ["clubs"],
        ["summer-program"] = ["summer-meals"],
        ["clubs"] = ["sports", "arts", "stem"],
        ["internship"] = ["first-job"],
        ["first-job"] = ["internship", "job-search"],
        ["school-supplies"] = ["computer"],
        ["college"] = ["tutoring"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Empty when none was chosen.</summary>
    public static IReadOnlyList<string> Of(string need) => Related.GetValueOrDefault(need, []);
}
