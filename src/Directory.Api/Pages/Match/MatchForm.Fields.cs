namespace ResourceMatch.Api.Pages.Match;

/// <content>From the record back to the fields it was read from.</content>
public sealed partial record MatchForm
{
    /// <summary>True = what was asked holds an exact point, an address or an answer about the family: it is sent in a body, never in an address.</summary>
    public bool IsPrivate => Lat is not null || Where is not null || Yes.Count + No.Count > 0;

    /// <summary>Every field that says something; reading them again gives this form, but for the length of the lists.</summary>
    public IEnumerable<(string Name, string Value)> Fields()
    {
        List<(string Name, string? Value)> fields =
        [
            ("family", Family), ("of", Family), ("at", At), ("stop", Stop), ("where", Where), ("lat", Lat), ("lon", Lon), ("car", Flag(Car)), ("walk", WalkMinutes), ("trip", TripMinutes),
            ("stroller", Flag(Stroller)), ("stepfree", Flag(StepFree)), ("speaks", Speaks), ("little", Flag(LittleEnglish)), ("free", Flag(FreeOnly)), ("age", Age), ("grade", Grade), ("date", Date),
            ("work", Work), ("school", School), ("callahead", Flag(CallAhead)), ("cart", Flag(Cart)),
            .. Needs.Select(need => ("need", (string?)need)), .. Papers.Select(paper => ("paper", (string?)paper)), .. Yes.Select(key => ("yes", (string?)key)),
            .. No.Select(key => ("no", (string?)key)), .. Skip.Select(key => ("skip", (string?)key)),
        ];
        for (var day = 0; day < Times.Count; day++) fields.AddRange([($"from{day}", Times[day].From), ($"until{day}", Times[day].Until), ($"start{day}", Times[day].Start), ($"fetch{day}", Fetches[day])]);
        return fields.Where(field => !string.IsNullOrEmpty(field.Value)).Select(field => (field.Name, field.Value!));
    }

    private static string? Flag(bool isSet) => isSet ? "1" : null;
}
