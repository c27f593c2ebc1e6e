using ResourceMatch.SampleCity.Ground;

namespace ResourceMatch.SampleCity.Households;

/// <summary>What a family's week adds to where it lives: work, a child to fetch, a start from school, how long it waits. A chapter of its own, so that the families themselves keep their bytes.</summary>
internal sealed class FamilyRoutine(ulong seed, Terrain terrain, DateOnly today)
{
    private const string AfterSchool = "after-school";

    private readonly Seeded _draw = new(seed, "routines");

    public Family Add(Family family)
    {
        var waits = family with { Tier = 1 + _draw.PickWeighted([55, 30, 15]), WaitingSince = today.AddDays(-_draw.Between(7, 400)) };
        // The worked example stays as simple as the README tells it.
        if (family.Number == 0) return waits;
        return AddNeed(AddWay(waits)) with { CanCallAhead = _draw.Percent(20) };
    }

    private Family AddWay(Family family)
    {
        var worksBefore = family.FreeTimes.Any(time => time is { Day: "Monday", From: "16:30" or "15:00" or "13:00" });
        if (worksBefore && _draw.Percent(40)) family = family with { Work = terrain.ServiceSite(_draw), StartsAt = "work" };
        var grade = family.Student.Grade ?? 0;
        if (grade >= 6 && family.StartsAt is null && family.FreeTimes.Any(time => time.From == "15:00") && _draw.Percent(50)) return family with { StartsAt = "school" };
        if (grade > 5 || !_draw.Percent(35)) return family;
        // School lets out early on Wednesdays.
        return family with { Fetches = [("Monday", "15:00"), ("Tuesday", "15:00"), ("Wednesday", "14:00"), ("Thursday", "15:00"), ("Friday", "15:00")] };
    }

    /// <summary>More of them want the camp than it has seats.</summary>
    private Family AddNeed(Family family) =>
        family.Student.Grade <= 8 && family.Needs.Count < 4 && !family.Needs.Contains(AfterSchool) && _draw.Percent(55) ? family with { Needs = [.. family.Needs, AfterSchool] } : family;
}
