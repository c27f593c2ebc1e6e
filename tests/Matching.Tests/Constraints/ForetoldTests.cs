using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Matching.Tests.Worlds;
using static ResourceMatch.Matching.Tests.Worlds.Town;

namespace ResourceMatch.Matching.Tests.Constraints;

/// <summary>Taking away one constraint changes the list exactly as the reasons foretold: nothing leaves it, only what that constraint kept out may come in, everything else keeps its reason.</summary>
public sealed class ForetoldTests
{
    private static readonly string[] OutingKinds =
        ["ClosedWhenFree", "StopTooFar", "NoBusThatDay", "TooFar", "NoWayHome", "WayHomeTooLong", "NoTimetable"];

    private static readonly (string Name, Func<Household, Household> Without, string[] Kinds)[] Constraints =
    [
        ("age", family => family with { Student = null, Others = [] }, ["AgesOnly", "GradesOnly"]),
        ("eligibility", family => family with { Eligibility = EligibilityKeys.All.ToDictionary(key => key, _ => true) }, ["ForOthers"]),
        ("language", family => family with { SpeaksEnglish = true }, ["LanguageMissing"]),
        ("cost", family => family with { FreeOnly = false }, ["Costs"]),
        ("papers", family => family with { MissingDocuments = new HashSet<DocumentKind>() }, ["NeedsPapers"]),
        ("free times", family => family with { FreeTimes = [] }, OutingKinds),
        ("one-way limit", family => family with { Limits = family.Limits with { OneWayMinutes = 240 } }, OutingKinds),
        ("walking limit", family => family with { Limits = family.Limits with { WalkMeters = 5_000 } }, OutingKinds),
    ];

    [Fact]
    public void Each_constraint_taken_away_lets_in_only_what_it_kept_out()
    {
        var network = Network(Timetable());
        var (compared, letIn) = (0, new Dictionary<string, int>());
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var candidates = Enumerable.Range(0, 60).Select(number => RandomPlace(random, number)).ToList();
            var family = RandomFamily(random);
            var before = Match(network, family, candidates);
            foreach (var (name, without, kinds) in Constraints)
            {
                var after = Match(network, without(family), candidates);
                var (was, now) = (Reasons(before), Reasons(after));
                foreach (var place in candidates.Select(candidate => candidate.ServiceName))
                {
                    compared++;
                    if (was[place] is null) Assert.True(now[place] is null, $"seed {seed}, {name}: {place} left the list ({now[place]})");
                    else if (!kinds.Contains(was[place])) Assert.True(now[place] == was[place], $"seed {seed}, {name}: {place} was {was[place]} and is {now[place]}");
                    else if (now[place] is null) letIn[name] = letIn.GetValueOrDefault(name) + 1;
                }
            }
        }

        Assert.Equal(40 * 60 * Constraints.Length, compared);
        Assert.Equal(Constraints.Select(constraint => constraint.Name).Order(), letIn.Keys.Order()); // each of them decided something
    }

    private static Dictionary<string, string?> Reasons(MatchAnswer answer) =>
        answer.Results.Select(result => (result.Candidate.ServiceName, Kind: (string?)null))
            .Concat(answer.Excluded.Select(exclusion => (exclusion.Candidate.ServiceName, Kind: (string?)exclusion.Reason.Kind)))
            .ToDictionary(pair => pair.ServiceName, pair => pair.Kind);

    /// <summary>Every 40 minutes from 6 to 20 o'clock, both ways, along 12 km.</summary>
    private static string Timetable()
    {
        static string Rows(int stops) => string.Join('\n', Enumerable.Range(0, 21).Select(trip => string.Join(' ', Enumerable.Range(0, stops).Select(stop =>
            TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(360 + (40 * trip) + (6 * stop))).ToString("HH:mm")))));
        return $"1 A@50 B@2450 C@4850 D@7250 E@9650 F@12050\n{Rows(6)}\n\n2 F E D C B A\n{Rows(6)}";
    }

    private static Household RandomFamily(Random random) => Family(random.Next(0, 13_000), random.Next(2) == 0 ? "15:00-18:00" : "08:00-13:00") with
    {
        Student = new Person(random.Next(5, 19), random.Next(0, 13)),
        Others = [new Person(random.Next(19, 70))],
        Languages = ["es"],
        SpeaksEnglish = false,
        FreeOnly = true,
        MissingDocuments = new HashSet<DocumentKind> { (DocumentKind)random.Next(4) },
        Eligibility = EligibilityKeys.All.Where(_ => random.Next(2) == 0).ToDictionary(key => key, _ => random.Next(4) == 0),
        Limits = new Limits { WalkMeters = random.Next(400, 1_600), OneWayMinutes = random.Next(20, 70) },
    };

    private static Candidate RandomPlace(Random random, int number)
    {
        bool Sometimes(int oneIn) => random.Next(oneIn) == 0;
        var hours = new[] { "09:00-12:00", "13:00-16:30", "16:00-19:00", "10:00-17:00" }[random.Next(4)];
        return Place($"place {number}", random.Next(0, 13_000), Sometimes(8) ? null : hours, [.. Enum.GetValues<DayOfWeek>().Where(_ => Sometimes(2)).DefaultIfEmpty(DayOfWeek.Monday)]) with
        {
            Status = Sometimes(12) ? ServiceStatus.TemporarilyClosed : ServiceStatus.Active,
            MinimumAge = Sometimes(6) ? random.Next(13, 70) : null,
            MaximumGrade = Sometimes(8) ? 5 : null,
            Audience = Sometimes(4) ? new HashSet<string> { EligibilityKeys.All[random.Next(EligibilityKeys.All.Count)] } : new HashSet<string>(),
            Languages = Sometimes(3) ? new HashSet<string> { "en" } : new HashSet<string> { "en", "es" },
            Cost = Sometimes(4) ? 10 : 0,
            Documents = Sometimes(4) ? [((DocumentKind)random.Next(4), "paper")] : [],
            Available = Sometimes(12) ? 0 : null,
        };
    }
}
