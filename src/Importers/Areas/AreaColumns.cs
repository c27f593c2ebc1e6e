namespace ResourceMatch.Importers.Areas;

/// <summary>The names under which other people's tables have what an area has here: our own, those of the CDC's Social Vulnerability Index and of the USDA's Food Access Research Atlas.</summary>
/// <remarks>Case does not matter. The first name that a feature has counts.</remarks>
internal static class AreaColumns
{
    public static readonly string[] Key = ["key", "FIPS", "GEOID", "CensusTract", "id"];
    public static readonly string[] Name = ["name", "NAMELSAD", "LOCATION", "FIPS", "GEOID", "CensusTract"];
    public static readonly string[] People = ["people", "E_TOTPOP", "POP2010"];
    public static readonly string[] Children = ["children", "E_AGE17", "TractKids"];
    public static readonly string[] PovertyChildren = ["poverty_children"];
    public static readonly string[] Households = ["households", "E_HH", "OHU2010"];
    public static readonly string[] NoVehicleHouseholds = ["no_vehicle_households", "E_NOVEH", "TractHUNV"];
    public static readonly string[] LimitedEnglishPeople = ["limited_english_people", "E_LIMENG"];
    public static readonly string[] FarFromFoodPeople = ["far_from_food_people", "lapophalf"];
    public static readonly string[] SocialVulnerability = ["social_vulnerability", "RPL_THEMES"];
    public static readonly string[] FoodDesert = ["is_food_desert", "LILATracts_1And10"];
}
