using ResourceMatch.Domain.Places;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Matching.Outings;
using ResourceMatch.Matching.Tests.Worlds;
using NetTopologySuite.Geometries;
using static ResourceMatch.Matching.Tests.Worlds.Town;

namespace ResourceMatch.Matching.Tests.Constraints;

/// <summary>One place next door, always open, so that nothing but the constraint in question decides.</summary>
public sealed class ConstraintTests
{
    private static readonly TravelNetwork NoBus = new([]);
    private static readonly Candidate NextDoor = Place("next door", 100) with { Cost = 0 };

    [Fact]
    public void A_place_next_door_that_asks_nothing_is_kept_without_a_caveat() => Assert.Empty(Kept(NextDoor, Family()));

    [Theory]
    [InlineData(ServiceStatus.Inactive, "inactive")]
    [InlineData(ServiceStatus.Defunct, "defunct")]
    [InlineData(ServiceStatus.TemporarilyClosed, "temporarily closed")]
    public void Only_what_runs_is_kept(ServiceStatus status, string words) =>
        Assert.Equal(new Reason.NotRunning(words), Out(NextDoor with { Status = status }, Family()));

    [Theory]
    // For the student: the student's age alone counts.
    [InlineData(NeedFor.Student, 12, new[] { 40 }, 13, null, false)]
    [InlineData(NeedFor.Student, 13, new[] { 40 }, 13, null, true)]
    [InlineData(NeedFor.Student, null, new[] { 40 }, 13, null, true)]
    // For a grown-up: a child in the age does not help.
    [InlineData(NeedFor.Adult, 16, new[] { 40 }, 16, 24, false)]
    [InlineData(NeedFor.Adult, 18, new[] { 40 }, 16, 24, true)]
    [InlineData(NeedFor.Adult, 16, new int[0], 18, null, true)] // nobody said who else lives there
    // For the household: anyone.
    [InlineData(NeedFor.Household, 8, new[] { 40, 61 }, 60, null, true)]
    [InlineData(NeedFor.Household, 8, new[] { 40 }, 60, null, false)]
    [InlineData(NeedFor.Household, 8, new[] { 40 }, null, 5, false)]
    public void Ages_are_held_against_whom_the_need_is_for(NeedFor whose, int? student, int[] others, int? minimum, int? maximum, bool kept)
    {
        var family = Family() with { Student = new Person(student), Others = [.. others.Select(age => new Person(age))] };
        var place = NextDoor with { MinimumAge = minimum, MaximumAge = maximum };

        if (kept) Assert.Empty(Kept(place, family, NeedOf("food", false, whose)));
        else Assert.Equal(new Reason.AgesOnly(minimum, maximum), Out(place, family, NeedOf("food", false, whose)));
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    [InlineData(null, true)]
    public void Grades_are_held_against_the_student(int? grade, bool kept)
    {
        var family = Family() with { Student = new Person(11, grade) };
        var place = NextDoor with { MinimumGrade = 0, MaximumGrade = 5 };

        if (kept) Assert.Empty(Kept(place, family));
        else Assert.Equal(new Reason.GradesOnly(0, 5), Out(place, family));
    }

    [Fact]
    public void One_group_is_enough_and_only_a_no_to_every_group_excludes()
    {
        var place = NextDoor with { Audience = new HashSet<string> { "veteran", "school:mill-creek" } };
        Household Says(bool? veteran, string? school) => Family() with
        {
            School = school,
            Eligibility = veteran is { } answer ? new Dictionary<string, bool> { ["veteran"] = answer } : [],
        };

        Assert.Empty(Kept(place, Says(true, "harbor")));
        Assert.Empty(Kept(place, Says(false, "mill-creek")));
        Assert.Equal(["school:mill-creek", "veteran"], Assert.IsType<Reason.ForOthers>(Out(place, Says(false, "harbor"))).Audience);
        Assert.Equal(["veteran"], Assert.IsType<Reason.AskAboutEligibility>(Assert.Single(Kept(place, Says(null, "harbor")))).Audience);
        Assert.Equal(["school:mill-creek"], Assert.IsType<Reason.AskAboutEligibility>(Assert.Single(Kept(place, Says(false, null)))).Audience);
    }

    [Fact]
    public void Residents_only_covers_the_home_its_border_included()
    {
        Polygon Square(double fromMeters, double toMeters) => new(new LinearRing(
            [Corner(-1, fromMeters), Corner(1, fromMeters), Corner(1, toMeters), Corner(-1, toMeters), Corner(-1, fromMeters)])) { SRID = 4326 };
        static Coordinate Corner(double east, double meters) => new(At(0).Longitude + east, At(meters).Latitude);
        var ward = NextDoor with { ServiceArea = Square(0, 500), ServiceAreaName = "Ward 2" };

        Assert.Empty(Kept(ward, Family(homeMeters: 0)));
        Assert.Equal(new Reason.ResidentsOnly("Ward 2"), Out(ward, Family(homeMeters: -1)));
        Assert.Equal(new Reason.ResidentsOnly("Ward 3"), Assert.Single(Kept(NextDoor with { ServiceAreaName = "Ward 3" }, Family())));
    }

    [Fact]
    public void Language_excludes_only_where_English_will_not_do()
    {
        var family = Family() with { Languages = ["es"], SpeaksEnglish = false };
        var english = NextDoor with { Languages = new HashSet<string> { "en" } };

        var reason = Assert.IsType<Reason.LanguageMissing>(Out(english, family));
        Assert.Equal(["en"], reason.Spoken);
        Assert.Equal(["es"], reason.Wanted);
        Assert.Empty(Kept(english, family with { SpeaksEnglish = true }));
        Assert.Empty(Kept(english with { Interpreter = true }, family));
        Assert.Empty(Kept(NextDoor with { Languages = new HashSet<string> { "en", "es" } }, family));
        Assert.Equal(["es"], Assert.IsType<Reason.AskAboutLanguage>(Assert.Single(Kept(NextDoor, family))).Wanted);
    }

    [Fact]
    public void Cost_papers_steps_and_room_exclude_and_ask()
    {
        var poor = Family() with { FreeOnly = true };
        Assert.Equal(new Reason.Costs(5), Out(NextDoor with { Cost = 5 }, poor));
        Assert.Equal(new Reason.AskAboutCost(), Assert.Single(Kept(NextDoor with { Cost = null }, poor)));
        Assert.Empty(Kept(NextDoor with { Cost = 5 }, Family()));

        var withoutId = Family() with { MissingDocuments = new HashSet<DocumentKind> { DocumentKind.PhotoId } };
        var askingId = NextDoor with { Documents = [(DocumentKind.PhotoId, "Photo ID"), (null, "A smile")] };
        Assert.Equal([DocumentKind.PhotoId], Assert.IsType<Reason.NeedsPapers>(Out(askingId, withoutId)).Missing);
        Assert.Equal(["A smile"], Assert.IsType<Reason.AskAboutPapers>(Assert.Single(Kept(NextDoor with { Documents = [(null, "A smile")] }, withoutId))).Texts);
        Assert.Empty(Kept(askingId, Family()));

        var wheels = Family() with { NeedsStepFree = true };
        Assert.Equal(new Reason.NotStepFree(), Out(NextDoor with { StepFree = false }, wheels));
        Assert.Equal(new Reason.AskAboutSteps(), Assert.Single(Kept(NextDoor, wheels)));
        Assert.Empty(Kept(NextDoor with { StepFree = true }, wheels));
        Assert.Empty(Kept(NextDoor with { StepFree = false, Delivery = Delivery.ComesToYou }, wheels));

        Assert.Equal(new Reason.Full(Monday), Out(NextDoor with { Available = 0, AvailableUpdated = Monday }, Family()));
        Assert.Empty(Kept(NextDoor with { Available = 1 }, Family()));
    }

    [Fact]
    public void Out_of_season_names_the_next_opening()
    {
        var summer = NextDoor with
        {
            Hours = new OpeningHours([new Schedule { Id = new Id<Schedule>(Guid.NewGuid()), Freq = "WEEKLY", Byday = "WE", OpensAt = new(9, 0), ClosesAt = new(12, 0), ValidFrom = new(2027, 6, 1), ValidTo = new(2027, 8, 31) }]),
        };

        Assert.Equal(new Reason.OutOfSeason(new DateOnly(2027, 6, 2)), Out(summer, Family()));
        Assert.IsType<Reason.OutOfSeason>(Out(summer with { Delivery = Delivery.Remote }, Family()));
    }

    [Fact]
    public void A_private_address_and_an_unknown_one_are_called_first_and_never_planned()
    {
        var hidden = Assert.Single(Match(NoBus, Family(), [NextDoor with { Visibility = LocationVisibility.Hidden, Point = null }]).Results);
        Assert.Equal((true, true), (hidden.CallFirst, hidden.Caveats.Contains(new Reason.AddressPrivate())));
        Assert.Empty(hidden.Outings);

        var unknown = Assert.Single(Match(NoBus, Family(), [NextDoor with { Point = null }]).Results);
        Assert.Equal((true, true), (unknown.CallFirst, unknown.Caveats.Contains(new Reason.PlaceUnknown())));
    }

    [Fact]
    public void A_place_without_a_point_is_left_out_only_when_its_town_is_far_away()
    {
        var near = NextDoor with { Point = null, Town = "Ferryside", TownPoint = NextDoor.Point };
        Assert.Empty(Match(NoBus, Family(), [near]).Excluded);

        var far = near with { Town = "Farside", TownPoint = new GeoPoint(NextDoor.Point!.Value.Longitude + 0.5, NextDoor.Point.Value.Latitude) };
        Assert.Equal(new Reason.InAnotherTown("Farside"), Out(far, Family()));
    }

    [Fact]
    public void A_call_first_place_with_a_trip_stands_above_one_that_nobody_can_find()
    {
        var reachable = NextDoor with { Hours = new OpeningHours([]) };
        var lost = NextDoor with { Point = null, AssuredDate = Monday };
        Assert.Equal([reachable, lost], Match(NoBus, Family(), [lost, reachable]).Results.Select(result => result.Candidate));
    }

    [Fact]
    public void Listings_of_another_region_are_counted_and_stand_in_neither_list()
    {
        var far = Place("far", 81_000);
        var lost = NextDoor with { Point = null };

        var answer = Match(NoBus, Family(), [NextDoor, far, far with { Point = null, Town = "Farside", TownPoint = far.Point }, lost]);
        Assert.Equal((2, 0, 2), (answer.Results.Count, answer.Excluded.Count, answer.ElsewhereCount));

        // Over a country a place of which nobody knows where it is helps nobody.
        var nation = Match(NoBus, Family(), [NextDoor, Place("other coast", 3_000_000), lost, lost with { Town = "Ferryside", TownPoint = At(500) }]);
        Assert.Equal((2, 1), (nation.Results.Count, nation.ElsewhereCount));
        Assert.Equal(new Reason.PlaceUnknown(), Assert.Single(nation.Excluded).Reason);
    }

    [Theory]
    [InlineData(365, false)]
    [InlineData(366, true)]
    public void A_listing_that_nobody_confirmed_for_a_year_says_so(int days, bool caveat) =>
        Assert.Equal(caveat, Kept(NextDoor with { AssuredDate = Monday.AddDays(-days) }, Family()).Any(reason => reason is Reason.NotConfirmedSince));

    [Fact]
    public void Every_candidate_of_the_need_stands_in_exactly_one_list_and_no_other()
    {
        Candidate[] all = [NextDoor, NextDoor with { Status = ServiceStatus.Defunct }, NextDoor with { Needs = new HashSet<string> { "clothing" } }];

        var answer = Match(NoBus, Family(), all);

        Assert.Equal((1, 1), (answer.Results.Count, answer.Excluded.Count));
    }

    private static Reason Out(Candidate candidate, Household household, Need? need = null) => Assert.Single(Match(NoBus, household, [candidate], need).Excluded).Reason;

    private static IReadOnlyList<Reason> Kept(Candidate candidate, Household household, Need? need = null) => Assert.Single(Match(NoBus, household, [candidate], need).Results).Caveats;
}
