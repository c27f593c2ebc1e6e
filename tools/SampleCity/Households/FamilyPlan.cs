using ResourceMatch.Domain.Needs;
using ResourceMatch.SampleCity.Ground;

namespace ResourceMatch.SampleCity.Households;

/// <summary>Makes the invented students and their families: 400 for each unit of scale, as varied as a real district's.</summary>
internal sealed class FamilyPlan
{
    public const int Families = 400;

    private static readonly string[] Workdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];

    // How often a need stands in a plan; a need that is not named here weighs 2.
    private static readonly Dictionary<string, int> Weights = new()
    {
        ["food"] = 40, ["meals"] = 10, ["eye-care"] = 14, ["dental"] = 12, ["doctor"] = 8, ["clothing"] = 12, ["winter-coat"] = 14, ["tutoring"] = 18,
        ["sports"] = 18, ["arts"] = 14, ["after-school"] = 10, ["study-space"] = 8, ["counseling"] = 12, ["rent-help"] = 8, ["utility-bills"] = 8,
        ["english-classes"] = 8, ["job-search"] = 6, ["immunizations"] = 6, ["stem"] = 6, ["clubs"] = 6, ["mentoring"] = 5, ["summer-program"] = 4,
        ["internship"] = 10, ["first-job"] = 10, ["college"] = 8, ["drivers-ed"] = 5, ["diapers"] = 12, ["childcare"] = 8, ["school-supplies"] = 5,
    };

    private readonly Terrain _terrain;
    private readonly Seeded _draw;

    private readonly FamilyRoutine _routine;
    private readonly int _count;

    /// <param name="today">Nobody has waited longer than to here.</param>
    public FamilyPlan(ulong seed, Terrain terrain, DateOnly today, int count) =>
        (_terrain, _draw, _routine, _count) = (terrain, new Seeded(seed, "families"), new FamilyRoutine(seed, terrain, today), count);

    /// <summary>The families, drawn while they are taken: a hundred thousand never stand in memory together. To be taken once.</summary>
    public IEnumerable<Family> Take() => Enumerable.Range(0, _count).Select(number => _routine.Add(number == 0 ? WorkedExample() : Draw(number)));

    /// <summary>A mother of three without a car, who works until three, speaks Spanish and needs food.</summary>
    private Family WorkedExample()
    {
        var home = Enumerable.Range(0, 60).Select(_ => _terrain.Home(_draw)).MinBy(site => Math.Abs(_terrain.NearestStop(site.Point).Meters - 180))!;
        return new Family(0, home, SchoolFor(home, 5), new Person(10, 5), [34, 7, 3])
        {
            Languages = ["es"],
            SpeaksEnglish = false,
            FreeTimes = [.. Workdays.Select(day => (day, "15:00", "20:00"))],
            FreeOnly = true,
            MissingDocuments = ["ProofOfIncome"],
            Eligibility = new() { ["low-income"] = true, ["receives-free-lunch"] = true },
            Needs = ["food", "eye-care", "english-classes"],
        };
    }

    private Family Draw(int number)
    {
        var grade = _draw.Below(13);
        var home = _terrain.Home(_draw);
        var others = DrawOthers();
        var foreign = _draw.PickWeighted([46, 31, 13, 6, 4]);
        var speaksEnglish = foreign == 0 || _draw.Percent(48);
        var family = new Family(number, home, SchoolFor(home, grade), new Person(5 + grade + _draw.Below(2), grade), others)
        {
            Languages = foreign == 0 ? ["en"] : speaksEnglish ? [Language(foreign), "en"] : [Language(foreign)],
            SpeaksEnglish = speaksEnglish,
            HasCar = _draw.Percent(35),
            FreeTimes = DrawFreeTimes(),
            Walk = _draw.Pick([1_200, 1_200, 1_200, 1_200, 800, 1_600]),
            Carry = _draw.Pick([800, 800, 800, 800, 600, 1_000]),
            OneWayMinutes = _draw.Pick([60, 60, 60, 60, 45, 75]),
            NeedsStepFree = _draw.Percent(6),
            HasStroller = others.Any(age => age < 3),
            FreeOnly = _draw.Percent(30),
            MissingDocuments = DrawMissing(),
            Eligibility = DrawEligibility(foreign > 0),
        };
        return family with { Needs = DrawNeeds(grade, others) };
    }

    private static string Language(int foreign) => foreign switch { 1 => "es", 2 => "ht", 3 => "ar", _ => "pt" };

    private List<int> DrawOthers()
    {
        List<int> others = [_draw.Between(25, 52)];
        if (_draw.Percent(55)) others.Add(_draw.Between(25, 55));
        if (_draw.Percent(12)) others.Add(_draw.Between(60, 78));
        for (var child = 0; child < _draw.PickWeighted([30, 35, 22, 13]); child++) others.Add(_draw.Between(0, 16));
        return others;
    }

    private School SchoolFor(Site home, int grade) =>
        _terrain.Schools.Where(school => grade >= school.FirstGrade && grade <= school.LastGrade).MinBy(school => school.Site.Point.MetersTo(home.Point))!;

    private List<(string, string, string)> DrawFreeTimes() => _draw.PickWeighted([20, 20, 14, 12, 12, 8, 8, 6]) switch
    {
        0 => [],
        1 => [.. Workdays.Select(day => (day, "16:30", "20:30")), ("Saturday", "09:00", "14:00")],
        2 => [.. Workdays.Select(day => (day, "15:00", "19:00"))],
        3 => [("Saturday", "08:00", "14:00"), ("Tuesday", "17:00", "20:30")],
        4 => [("Tuesday", "08:30", "15:00"), ("Thursday", "08:30", "15:00"), ("Sunday", "10:00", "18:00")],
        5 => [.. Workdays.Select(day => (day, "13:00", "18:00"))],
        6 => [("Saturday", "09:00", "18:00"), ("Sunday", "09:00", "18:00")],
        _ => [("Monday", "08:30", "13:30"), ("Wednesday", "08:30", "13:30"), ("Friday", "08:30", "13:30")],
    };

    private List<string> DrawMissing() =>
        _draw.Percent(65) ? [] : [.. _draw.Shuffled<string>(["PhotoId", "ProofOfAddress", "ProofOfIncome", "InsuranceCard", "ImmunizationRecord", "SocialSecurityCard"]).Take(_draw.Between(1, 2))];

    private SortedDictionary<string, bool> DrawEligibility(bool foreign)
    {
        var known = new SortedDictionary<string, bool>(StringComparer.Ordinal);
        if (_draw.Percent(75)) known["low-income"] = _draw.Percent(60);
        if (_draw.Percent(60)) known["receives-free-lunch"] = _draw.Percent(55);
        if (_draw.Percent(35)) known["uninsured"] = _draw.Percent(40);
        if (_draw.Percent(25)) known["unemployed"] = _draw.Percent(40);
        if (_draw.Percent(15)) known["veteran"] = _draw.Percent(30);
        if (_draw.Percent(12)) known["disability"] = _draw.Percent(60);
        if (_draw.Percent(15)) known["pregnant-or-new-parent"] = _draw.Percent(50);
        if (foreign) known["english-learner"] = true;
        if (_draw.Percent(8)) known["foster-or-kinship-care"] = true;
        return known;
    }

    private List<string> DrawNeeds(int grade, List<int> others)
    {
        var all = NeedVocabulary.Default.All;
        int[] weights = [.. all.Select(need => Fits(need.Key, grade, others) ? Weights.GetValueOrDefault(need.Key, 2) : 0)];
        var needs = new List<string>();
        var wanted = 1 + _draw.PickWeighted([20, 35, 28, 17]);
        while (needs.Count < wanted)
        {
            var index = _draw.PickWeighted(weights);
            needs.Add(all[index].Key);
            weights[index] = 0;
        }

        return needs;
    }

    private static bool Fits(string need, int grade, List<int> others) => need switch
    {
        "internship" or "first-job" or "college" or "drivers-ed" => grade >= 9,
        "after-school" => grade <= 8,
        "diapers" or "childcare" or "early-learning" => others.Any(age => age < 5),
        "domestic-violence" or "child-safety" or "crisis" => false,
        _ => true,
    };
}
