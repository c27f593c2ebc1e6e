using System.Globalization;
using ResourceMatch.SampleCity.Ground;

namespace ResourceMatch.SampleCity;

/// <summary>The README.md that is written beside the data.</summary>
internal static class Readme
{
    public static string OfCity(Options options) => $$"""
        # Heron Ferry, an invented city

        Everything in this folder is invented: the city, its river, streets and buses, every organization, service, school and family. Names that also exist somewhere
        are chance. The coordinates lie in open farmland, the state code {{CityPlan.State}} and the ZIP codes 004xx belong to nobody, phone numbers are 555-01xx, web addresses end in .example.

        All of it is written by `tools/SampleCity` from one seed, the same bytes each time; a test generates it again and compares. Do not edit it by hand:

            dotnet run --project tools/SampleCity -- --out data/samples

        {{Made(options)}} `--scale N` writes N times as many services and families, `--services N` and `--families N` exactly so many; `--over FEED` puts invented services and families around the stops of a real GTFS feed.

        | file | what it holds |
        |---|---|
        | hsds/*.csv | 150 organizations, 240 services, 190 locations as an HSDS 3.1 CSV package; translations.csv is ours (entity, entity_id, field, language, text, by) |
        | gtfs/*.txt | 6 lines, 140 stops, {{Buses.Calendar.First.Year}} to {{Buses.Calendar.Last.Year}}; holidays run as Sundays; MARKET lives in calendar_dates alone; line 2 by frequencies, line 20 is a loop, one night trip of line 7; at weekends line 4 goes to its last three western stops on request (pickup_type 2, drop_off_type 3) |
        | streets.osm | streets, three bridges, footpaths, steps, pavements with wheelchair=no, one-way lanes, river and park as OpenStreetMap XML |
        | areas.geojson | kind = neighborhood (24), tract (60), water, park, school (6 points); people counts of neighborhoods and tracts add up to the same city |
        | families.json | 400 families, one a line |

        How to read families.json, where it says more than the names do:
        - **freeTimes** with `startsAt` "work" or "school" begin there and end at home; `work` and `schoolPoint` say where that is.
        - **fetch**: a child is fetched at `schoolPoint` at that time every such weekday. It cuts a free time in two: the first part must end at the school by then, the second starts there.
        - **canCallAhead**: they phone for a bus that comes on request. **hasStroller** walks with a pram, **needsStepFree** with a wheelchair.
        - **tier** (1 to 3) and **waitingSince** say who comes first where seats are few.

        How to read the listings:
        - **Needs** are attributes with link_type "service need" and a term of the taxonomy "ResourceMatch needs" (code = key of the vocabulary).
        - **Whom it is for**: link_type "service eligibility or intended audience", taxonomy "ResourceMatch eligibility"; any one key is enough, `grades:` comes on top.
        - **No place to go to**: link_type "service delivery", taxonomy "ResourceMatch delivery": `comes-to-you` (the location is the office; its schedules say attending_type "home visit") or `remote` (a virtual location, attending_type "phone").
        - **Hours** belong to the service; where it is given at two places, each has its own. A schedule with valid_from = valid_to and no times is a closed day.
        - **Holidays**: on Thanksgiving a few services are open by a schedule of that very date; the weekly hours of the others do not count on it.
        - **The camp**: "After-school camp" has 40 seats, and more of the families need after-school care.
        - **Confidential**: two shelters say "domestic violence" in their names. Their coordinates and addresses stand in the files on purpose: the importer has to hide them.
        - 16 services are kept to a ward and 20 to an age (15 %), 19 were not confirmed for a year (8 %), 8 places have no coordinates (4 %).

        """;

    public static string OfFeed(Options options, FeedText feed) => $$"""
        # Invented services and families around real stops

        The services, organizations and families in this folder are invented; none of them exists. Only the positions of stops come from the timetable of {{feed.AgencyName}},
        which is valid from {{Day(feed.First)}} to {{Day(feed.Last)}}. Use it to try the engine, never to help anyone find anything.

        {{Made(options)}}

        """;

    private static string Made(Options options) =>
        string.Create(CultureInfo.InvariantCulture, $"Made with seed {options.Seed}, {options.ServiceCount} services and {options.FamilyCount} families, as of {options.Today:yyyy-MM-dd}.");

    private static string Day(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "an unknown day";
}
