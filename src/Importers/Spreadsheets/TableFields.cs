namespace ResourceMatch.Importers.Spreadsheets;

/// <summary>The fields a column can be mapped to: HSDS's own names where HSDS has one.</summary>
internal static class TableFields
{
    public const string
        Name = "name", Organization = "organization", LocationName = "location_name", Description = "description", Notes = "notes", Url = "url", Email = "email", Phone = "phone",
        Address1 = "address_1", Address2 = "address_2", City = "city", StateProvince = "state_province", PostalCode = "postal_code", Country = "country", Latitude = "latitude", Longitude = "longitude",
        Hours = "hours", HoursDay = "hours_day", HoursOtherwise = "hours_otherwise", Frequency = "frequency",
        EligibilityDescription = "eligibility_description", Eligibility = "eligibility", ServiceArea = "service_area", MinimumAge = "minimum_age", MaximumAge = "maximum_age",
        RequiredDocument = "required_document", FeesDescription = "fees_description", ApplicationProcess = "application_process", Language = "language", Accessibility = "accessibility", Need = "need", Tags = "tags";

    public static readonly IReadOnlySet<string> All = new SortedSet<string>(StringComparer.Ordinal)
    {
        Name, Organization, LocationName, Description, Notes, Url, Email, Phone, Address1, Address2, City, StateProvince, PostalCode, Country, Latitude, Longitude, Hours, HoursDay, HoursOtherwise,
        Frequency, EligibilityDescription, Eligibility, ServiceArea, MinimumAge, MaximumAge, RequiredDocument, FeesDescription, ApplicationProcess, Language, Accessibility, Need, Tags,
    };

    /// <summary>Fields whose text may hold several values.</summary>
    public static readonly IReadOnlySet<string> Lists = new HashSet<string>(StringComparer.Ordinal) { Eligibility, RequiredDocument, Language, Need, Tags };
}
