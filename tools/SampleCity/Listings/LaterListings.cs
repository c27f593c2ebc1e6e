using ResourceMatch.SampleCity.Buses;
using ResourceMatch.SampleCity.Ground;

namespace ResourceMatch.SampleCity.Listings;

/// <summary>Changes a few listings after all are drawn: a camp with 40 seats, and some that are open on Thanksgiving although most are not. A chapter of its own, so that the others keep their bytes.</summary>
internal sealed class LaterListings(ulong seed, Terrain terrain, DateOnly today)
{
    private const int Seats = 40, OpenOnThanksgiving = 8;

    private static readonly Words CampName = new("After-school camp", "Campamento después de la escuela", "Kan apre lekòl");
    private static readonly Words CampDescription = new(
        "Forty seats: snack, homework, then games and swimming, every school day and on Saturday mornings. Seats are given out once.",
        "Cuarenta lugares: merienda, tarea y luego juegos y natación, cada día de clases y los sábados por la mañana. Los lugares se reparten una sola vez.",
        "Karant plas: goute, devwa, apre sa jwèt ak naje, chak jou lekòl ak samdi maten. Plas yo bay yon sèl fwa.");

    private readonly Seeded _draw = new(seed, "later listings");

    public void Change(List<Listing> listings)
    {
        MakeCamp(listings);
        var thanksgiving = Thanksgiving();
        var able = listings.Where(listing => listing is { School: null, IsByPhone: false, IsConfidential: false, ComesToYou: false, Status: "active" } && HoursOf(listing).Any(row => row.Freq == "WEEKLY" && row.Byday?.Contains("TH", StringComparison.Ordinal) == true)
            && HoursOf(listing).All(row => row.ValidFrom != thanksgiving)).ToList();
        foreach (var (listing, i) in _draw.Shuffled(able).Take(OpenOnThanksgiving * Math.Max(1, listings.Count / ListingPlan.Services)).Select((listing, i) => (listing, i)).ToList())
        {
            // Some write the date as an exception, some as a single opening beside the rule.
            var open = new ScheduleRow { Start = thanksgiving, Opens = $"{9 + i % 3:00}:00", Closes = $"{13 + i % 4:00}:00", Description = "Open on Thanksgiving" };
            if (i % 2 == 0) open = open with { ValidFrom = thanksgiving, ValidTo = thanksgiving };
            listings[listing.Number] = listing.Hours.Count > 0
                ? listing with { Hours = [.. listing.Hours, open] }
                : listing with { Outlets = [listing.Outlets[0] with { Hours = [.. listing.Outlets[0].Hours, open] }, .. listing.Outlets.Skip(1)] };
        }
    }

    /// <summary>The after-school program that is nearest to a stop becomes the camp that many want.</summary>
    private void MakeCamp(List<Listing> listings)
    {
        var camp = listings.Where(listing => listing is { School: null, Ward: null, Outlets: [{ Place: { PointKnown: true, Site: not null } }] } && listing.Needs.Contains("after-school"))
            .MinBy(listing => terrain.NearestStop(listing.Outlets[0].Place.Site!.Point).Meters);
        if (camp is null) return;
        List<ScheduleRow> hours =
        [
            new ScheduleRow { Freq = "WEEKLY", Byday = "MO,TU,WE,TH,FR", Opens = "13:30", Closes = "19:30" },
            new ScheduleRow { Freq = "WEEKLY", Byday = "SA,SU", Opens = "09:00", Closes = "14:00" },
        ];
        listings[camp.Number] = camp with
        {
            Name = CampName, Description = CampDescription, Hours = hours, Outlets = [camp.Outlets[0] with { Hours = [] }], Languages = ["en", "es", "ht", "ar", "pt"],
            Conditions = new Conditions { CapacityUnit = "places" }, Cost = 0, Room = (Seats, Seats), Assured = today.AddDays(-20),
        };
    }

    private static IEnumerable<ScheduleRow> HoursOf(Listing listing) => listing.Hours.Count > 0 ? listing.Hours : listing.Outlets[0].Hours;

    private DateOnly Thanksgiving()
    {
        var date = today;
        while (!(date.Month == 11 && Calendar.IsHoliday(date))) date = date.AddDays(1);
        return date;
    }
}
