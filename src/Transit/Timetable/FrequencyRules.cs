namespace ResourceMatch.Transit;

/// <summary>Checks rows of frequencies.txt. A trip that has any row there never runs at its own times: those are only a template.</summary>
internal static class FrequencyRules
{
    /// <summary>More departures than any real feed has in a day; beyond this the file is an attack or an accident.</summary>
    private const long MaxDepartures = 2_000_000;

    public static List<SourceFrequency> Check(TimetableSource source, int[] placeOfTrip, List<CompilationFinding> findings)
    {
        var kept = new List<SourceFrequency>();
        var departures = 0L;
        foreach (var row in source.Frequencies.OrderBy(row => placeOfTrip[row.Trip]).ThenBy(row => row.StartSeconds))
        {
            var id = source.Trips[row.Trip].Id;
            if (placeOfTrip[row.Trip] < 0)
            {
                continue;
            }

            var isUsable = row.HeadwaySeconds > 0 && row.EndSeconds > row.StartSeconds;
            if (!isUsable)
            {
                findings.Add(new CompilationFinding(FindingKind.UnusableFrequency, id));
            }

            var count = isUsable ? ((long)row.EndSeconds - row.StartSeconds + row.HeadwaySeconds - 1) / row.HeadwaySeconds : 0;
            if (departures + count > MaxDepartures)
            {
                findings.Add(new CompilationFinding(FindingKind.TooManyDepartures, id));
                count = 0;
            }

            if (kept.Count > 0 && kept[^1].Trip == placeOfTrip[row.Trip] && kept[^1].EndSeconds > row.StartSeconds)
            {
                findings.Add(new CompilationFinding(FindingKind.OverlappingFrequency, id));
            }

            departures += count;
            // A row without departures stays, so that the template is still known for one and does not run by itself.
            kept.Add(row with { Trip = placeOfTrip[row.Trip], EndSeconds = count == 0 ? row.StartSeconds : row.EndSeconds, HeadwaySeconds = Math.Max(1, row.HeadwaySeconds) });
        }

        return kept;
    }
}
