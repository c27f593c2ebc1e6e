using ResourceMatch.Transit;

namespace ResourceMatch.Matching.Outings;

/// <summary>One place on one date with one way of moving, as <see cref="QuickSearch"/> reads it.</summary>
internal ref struct PlaceDay
{
    /// <summary>Stops near the place, for the way there.</summary>
    public ReadOnlySpan<StopWalk> StopsThere;

    /// <summary>Stops near the place, for the way back.</summary>
    public ReadOnlySpan<StopWalk> StopsBack;

    /// <summary>Null = no ride.</summary>
    public ProfileLens? Out;

    /// <inheritdoc cref="Out"/>
    public ProfileLens? Back;

    /// <summary>Direct seconds; -1 = not within the limits.</summary>
    public int DirectThere;

    /// <inheritdoc cref="DirectThere"/>
    public int DirectBack;

    /// <summary>Whether the direct way is walked, not driven.</summary>
    public bool IsOnFoot;
}

/// <summary>The best outing of one place in one opening and one free time, read off the day's profiles without making a list.</summary>
/// <remarks>
/// Finds exactly what <see cref="OutingSearch"/> finds on the merged lists (a test holds both equal), but looks only at the entries that can still win: the stops' coarse
/// pictures (<see cref="ProfileLens"/>) are laid over each other, which bounds the time away of every two minutes of arriving; exact ways are read, by bisection, where the bound beats the best.
/// A way that another stop's beats is no way (README: undominated); that is asked only of the few that would become the best. One for each thread.
/// </remarks>
internal sealed class QuickSearch
{
    private const int Padding = 64;

    /// <summary>Ways looked at, and outings that became the best of their place.</summary>
    public long WaysTried { get; private set; }

    /// <inheritdoc cref="WaysTried"/>
    public long OutingsTried { get; private set; }

    private readonly short[] leaves = new short[ProfileLens.Buckets + Padding];
    private readonly short[] homes = new short[ProfileLens.Buckets + Padding];
    private readonly short[] aways = new short[ProfileLens.Buckets + Padding];

    // The ways home found so far in one search, and from which end of the visit on.
    private readonly (int End, Found Way)[] remembered = new (int, Found)[16];
    private int rememberedCount;

    public void Find(in PlaceDay place, Span open, Span free, in VisitTerms terms, ref QuickOuting best)
    {
        var lastStart = Math.Min(open.UntilSeconds, free.UntilSeconds) - terms.StaySeconds;
        if (lastStart < Math.Max(open.FromSeconds, free.FromSeconds)) return;
        var leastBack = LeastOf(place.StopsBack, place.Back);
        if (place.DirectBack >= 0 && place.DirectBack <= terms.OneWaySeconds) leastBack = Math.Min(leastBack, place.DirectBack);
        if (leastBack > terms.OneWaySeconds) return;
        if (place.DirectThere >= 0 && place.DirectThere <= terms.OneWaySeconds) GoDirect(place, open, free, terms, lastStart, ref best);
        if (place.Out is not null && LeastOf(place.StopsThere, place.Out) <= terms.OneWaySeconds) RideThere(place, open, free, terms, lastStart, ref best);
    }

    private static int LeastOf(ReadOnlySpan<StopWalk> stops, ProfileLens? profile)
    {
        var least = ProfileLens.None;
        if (profile is null) return least;
        foreach (ref readonly var walk in stops) least = Math.Min(least, profile.LeastAt(walk.Stop) + walk.WalkSeconds);
        return least;
    }

    /// <summary>Bucket by bucket of arriving at the place a bound on the time away; then the exact ways of those buckets that can still win, most hopeful first.</summary>
    private void RideThere(in PlaceDay place, Span open, Span free, in VisitTerms terms, int lastStart, ref QuickOuting best)
    {
        // A way is filed a bucket early at most: its walk is cut to whole buckets.
        var first = Math.Max(0, ProfileLens.BucketOf(Math.Max(open.FromSeconds - terms.MaxWaitSeconds, free.FromSeconds)) - 1);
        var last = Math.Min(ProfileLens.Buckets - 1, ProfileLens.BucketOf(lastStart));
        var firstHome = HomeBucketOf(first, open, terms);
        var lastHome = HomeBucketOf(last, open, terms);
        if (last < first || lastHome >= ProfileLens.Buckets) return;
        rememberedCount = 0;
        Gather(place.StopsThere, place.Out!, first, last, terms);
        GatherBack(place, firstHome, lastHome, terms);
        Bound(place, open, terms, first, last, firstHome);
        var bounds = aways.AsSpan(0, last - first + 1);
        while (true)
        {
            var at = BucketRows.IndexOfLeast(bounds);
            if (bounds[at] >= ProfileLens.NoHome || bounds[at] * ProfileLens.UnitSeconds > best.AwaySeconds) return;
            TryBucket(place, first + at, firstHome, open, free, terms, lastStart, ref best);
            bounds[at] = short.MaxValue;
        }
    }

    /// <summary>The bucket in which the visit ends at the earliest, when the place is reached in some bucket.</summary>
    private static int HomeBucketOf(int bucket, Span open, in VisitTerms terms) => ProfileLens.BucketOf(Math.Max(ProfileLens.StartOf(bucket), open.FromSeconds) + terms.StaySeconds);

    /// <summary>For each bucket the latest leave of any way that reaches the place in it.</summary>
    private void Gather(ReadOnlySpan<StopWalk> stops, ProfileLens profile, int first, int last, in VisitTerms terms)
    {
        var row = leaves.AsSpan(0, last - first + 1);
        row.Fill(ProfileLens.NoLeave);
        foreach (ref readonly var walk in stops)
        {
            if (profile.LeastAt(walk.Stop) + walk.WalkSeconds > terms.OneWaySeconds) continue;
            var shift = walk.WalkSeconds / ProfileLens.BucketSeconds;
            var skipped = Math.Max(0, shift - first);
            if (skipped < row.Length) BucketRows.Max(row[skipped..], profile.GridAt(walk.Stop)[(first + skipped - shift)..]);
        }
    }

    /// <summary>For each bucket of leaving the place the earliest arrival home, by a ride.</summary>
    private void GatherBack(in PlaceDay place, int first, int last, in VisitTerms terms)
    {
        var row = homes.AsSpan(0, last - first + 1);
        row.Fill(ProfileLens.NoHome);
        if (place.Back is null) return;
        foreach (ref readonly var walk in place.StopsBack)
        {
            if (place.Back.LeastAt(walk.Stop) + walk.WalkSeconds > terms.OneWaySeconds) continue;
            var shift = walk.WalkSeconds / ProfileLens.BucketSeconds;
            var length = Math.Min(row.Length, ProfileLens.Buckets - first - shift);
            if (length > 0) BucketRows.Min(row[..length], place.Back.GridAt(walk.Stop)[(first + shift)..]);
        }
    }

    private void Bound(in PlaceDay place, Span open, in VisitTerms terms, int first, int last, int firstHome)
    {
        var direct = place.DirectBack >= 0 && place.DirectBack <= terms.OneWaySeconds ? place.DirectBack : -1;
        for (var bucket = first; bucket <= last; bucket++)
        {
            var leave = leaves[bucket - first];
            if (leave == ProfileLens.NoLeave)
            {
                aways[bucket - first] = short.MaxValue;
                continue;
            }

            int home = homes[HomeBucketOf(bucket, open, terms) - firstHome];
            if (direct >= 0)
            {
                var end = Math.Max(ProfileLens.StartOf(bucket), open.FromSeconds) + terms.StaySeconds;
                home = Math.Min(home, (end + direct - ProfileLens.OriginSeconds) / ProfileLens.UnitSeconds);
            }

            aways[bucket - first] = home >= ProfileLens.NoHome ? short.MaxValue : (short)(home - leave);
        }
    }

    private void TryBucket(in PlaceDay place, int bucket, int firstHome, Span open, Span free, in VisitTerms terms, int lastStart, ref QuickOuting best)
    {
        var home = homes[HomeBucketOf(bucket, open, terms) - firstHome];
        foreach (ref readonly var walk in place.StopsThere)
        {
            if (place.Out!.LeastAt(walk.Stop) + walk.WalkSeconds > terms.OneWaySeconds) continue;
            var filed = bucket - (walk.WalkSeconds / ProfileLens.BucketSeconds);
            if (filed < 0 || place.Out.GridAt(walk.Stop)[filed] is var leave && leave == ProfileLens.NoLeave) continue;
            if (place.DirectBack < 0 && (home - leave) * ProfileLens.UnitSeconds > best.AwaySeconds) continue;
            var ways = place.Out.At(walk.Stop);
            var from = ProfileLens.StartOf(filed);
            for (var index = FirstArriving(ways, from + ProfileLens.BucketSeconds - 1); index < ways.Length && ways[index].ArriveSeconds >= from; index++)
            {
                ref readonly var way = ref ways[index];
                WaysTried++;
                var arrive = way.ArriveSeconds + walk.WalkSeconds;
                if (way.LeaveSeconds < free.FromSeconds || arrive > lastStart || arrive < open.FromSeconds - terms.MaxWaitSeconds || arrive - way.LeaveSeconds > terms.OneWaySeconds) continue;
                var end = Math.Max(arrive, open.FromSeconds) + terms.StaySeconds;
                var soonest = (homes[ProfileLens.BucketOf(end) - firstHome] * ProfileLens.UnitSeconds) + ProfileLens.OriginSeconds;
                if (place.DirectBack >= 0) soonest = Math.Min(soonest, end + place.DirectBack);
                if (soonest - way.LeaveSeconds <= best.AwaySeconds) GoHome(place, way, walk.WalkSeconds, end, open, free, terms, ref best);
            }
        }
    }

    private void GoHome(in PlaceDay place, in ProfileEntry there, int walkSeconds, int end, Span open, Span free, in VisitTerms terms, ref QuickOuting best)
    {
        var plan = new QuickOuting { LeaveSeconds = there.LeaveSeconds };
        var changesThere = Math.Max(0, there.Rides - 1);
        var back = FindBack(place, end, Math.Min(free.UntilSeconds, there.LeaveSeconds + best.AwaySeconds), open, terms);
        if (back.IsFound)
        {
            (plan.AwaySeconds, plan.Changes) = (back.ArriveSeconds - there.LeaveSeconds, changesThere + Math.Max(0, back.Rides - 1));
            (plan.FootSeconds, plan.LeavePlaceSeconds) = (walkSeconds + back.WalkSeconds, Math.Min(open.UntilSeconds, back.LeaveSeconds));
            Keep(place, there.LeaveSeconds, there.ArriveSeconds + walkSeconds, plan, ref best);
        }

        if (place.DirectBack < 0 || place.DirectBack > terms.OneWaySeconds || end + place.DirectBack > free.UntilSeconds) return;
        (plan.AwaySeconds, plan.Changes) = (end + place.DirectBack - there.LeaveSeconds, changesThere);
        plan.DirectWalkSeconds = place.IsOnFoot ? place.DirectBack : 0;
        (plan.FootSeconds, plan.LeavePlaceSeconds) = (walkSeconds + plan.DirectWalkSeconds, end);
        Keep(place, there.LeaveSeconds, there.ArriveSeconds + walkSeconds, plan, ref best);
    }

    private void Keep(in PlaceDay place, int leave, int arrive, in QuickOuting plan, ref QuickOuting best)
    {
        if (!plan.IsBetterThan(best)) return;
        OutingsTried++;
        if (!IsBeatenThere(place, leave, arrive)) best.Take(plan);
    }

    /// <summary>The earliest arrival home, not after <paramref name="latestHome"/>, of whoever may leave the place from <paramref name="end"/> on.</summary>
    private Found FindBack(in PlaceDay place, int end, int latestHome, Span open, in VisitTerms terms)
    {
        var best = Found.None;
        if (place.Back is null) return best;
        foreach (ref readonly var known in remembered.AsSpan(0, rememberedCount))
        {
            if (known.End <= end && end <= known.Way.LeaveSeconds) return known.Way.ArriveSeconds <= latestHome ? known.Way : best;
        }

        foreach (ref readonly var walk in place.StopsBack)
        {
            var bound = Math.Min(latestHome, best.ArriveSeconds);
            var least = place.Back.LeastAt(walk.Stop) + walk.WalkSeconds;
            if (least > terms.OneWaySeconds || end + least > bound) continue;
            var bucket = ProfileLens.BucketOf(end + walk.WalkSeconds);
            if (bucket >= ProfileLens.Buckets || (place.Back.GridAt(walk.Stop)[bucket] * ProfileLens.UnitSeconds) + ProfileLens.OriginSeconds > bound) continue;
            var ways = place.Back.At(walk.Stop);
            for (var index = LastLeaving(ways, end + walk.WalkSeconds); index >= 0; index--)
            {
                ref readonly var way = ref ways[index];
                WaysTried++;
                var leavePlace = Math.Min(open.UntilSeconds, way.LeaveSeconds - walk.WalkSeconds);
                if (way.ArriveSeconds > latestHome || way.ArriveSeconds > best.ArriveSeconds || leavePlace - end > terms.MaxWaitSeconds) break;
                if (way.ArriveSeconds - leavePlace > terms.OneWaySeconds) continue;
                var found = new Found(way.LeaveSeconds - walk.WalkSeconds, way.ArriveSeconds, way.Rides, walk.WalkSeconds);
                if (found.IsBetterThan(best)) best = found;
                break;
            }
        }

        if (!best.IsFound) return best;
        if (best.ArriveSeconds - end <= terms.MaxWaitSeconds)
        {
            // Whoever ends later, but in time for it, takes it too.
            if (rememberedCount == remembered.Length) rememberedCount = 0;
            remembered[rememberedCount++] = (end, best);
            return best;
        }

        // Beaten by a way for which they would have to wait too long: such a way is none, and the next may be any.
        return IsBeatenBack(place, best.LeaveSeconds, best.ArriveSeconds) ? FindBackAmongUndominated(place, end, latestHome, open, terms) : best;
    }

    private static Found FindBackAmongUndominated(in PlaceDay place, int end, int latestHome, Span open, in VisitTerms terms)
    {
        foreach (var way in WayList.Back(place.Back!.Profile, place.StopsBack.ToArray()))
        {
            if (way.LeaveSeconds < end) continue;
            var leavePlace = Math.Min(open.UntilSeconds, way.LeaveSeconds);
            if (leavePlace - end > terms.MaxWaitSeconds || way.ArriveSeconds > latestHome) break;
            if (way.ArriveSeconds - leavePlace <= terms.OneWaySeconds) return new Found(way.LeaveSeconds, way.ArriveSeconds, way.Rides, way.PlaceWalk.WalkSeconds);
        }

        return Found.None;
    }

    /// <summary>Walking or driving there: the visit can start at any moment, so each way home pulls it as late as it can.</summary>
    private void GoDirect(in PlaceDay place, Span open, Span free, in VisitTerms terms, int lastStart, ref QuickOuting best)
    {
        var direct = place.DirectThere;
        var earliest = Math.Max(open.FromSeconds, free.FromSeconds + direct);
        if (earliest > lastStart) return;
        var directWalk = place.IsOnFoot ? direct : 0;
        if (place.Back is not null) GoDirectAndRide(place, open, free, terms, earliest, directWalk, ref best);
        if (place.DirectBack < 0 || place.DirectBack > terms.OneWaySeconds || earliest + terms.StaySeconds + place.DirectBack > free.UntilSeconds) return;
        var foot = directWalk + (place.IsOnFoot ? place.DirectBack : 0);
        var plan = new QuickOuting
        {
            AwaySeconds = direct + terms.StaySeconds + place.DirectBack,
            DirectWalkSeconds = foot,
            FootSeconds = foot,
            LeaveSeconds = earliest - direct,
            LeavePlaceSeconds = earliest + terms.StaySeconds,
        };
        if (plan.IsBetterThan(best)) best.Take(plan);
    }

    private void GoDirectAndRide(in PlaceDay place, Span open, Span free, in VisitTerms terms, int earliest, int directWalk, ref QuickOuting best)
    {
        foreach (ref readonly var walk in place.StopsBack)
        {
            var least = place.Back!.LeastAt(walk.Stop);
            if (place.DirectThere + terms.StaySeconds + walk.WalkSeconds + least > best.AwaySeconds) continue;
            var ways = place.Back.At(walk.Stop);
            for (var index = LastLeaving(ways, earliest + terms.StaySeconds + walk.WalkSeconds); index >= 0; index--)
            {
                ref readonly var way = ref ways[index];
                if (way.ArriveSeconds > free.UntilSeconds) break;
                WaysTried++;
                var leave = way.LeaveSeconds - walk.WalkSeconds;
                var leavePlace = Math.Min(open.UntilSeconds, leave);
                if (way.ArriveSeconds - leavePlace > terms.OneWaySeconds) continue;
                var plan = new QuickOuting
                {
                    AwaySeconds = place.DirectThere + terms.StaySeconds + way.ArriveSeconds - leavePlace,
                    Changes = Math.Max(0, way.Rides - 1),
                    DirectWalkSeconds = directWalk,
                    FootSeconds = directWalk + walk.WalkSeconds,
                    LeaveSeconds = leavePlace - terms.StaySeconds - place.DirectThere,
                    LeavePlaceSeconds = leavePlace,
                };
                if (!plan.IsBetterThan(best)) continue;
                OutingsTried++;
                if (!IsBeatenBack(place, leave, way.ArriveSeconds)) best.Take(plan);
            }
        }
    }

    /// <summary>Whether another stop's way leaves home as late and arrives as early, and one of both is better.</summary>
    private static bool IsBeatenThere(in PlaceDay place, int leave, int arrive)
    {
        foreach (ref readonly var walk in place.StopsThere)
        {
            var ways = place.Out!.At(walk.Stop);
            var index = FirstArriving(ways, arrive - walk.WalkSeconds);
            if (index < ways.Length && (ways[index].LeaveSeconds > leave || (ways[index].LeaveSeconds == leave && ways[index].ArriveSeconds + walk.WalkSeconds < arrive))) return true;
        }

        return false;
    }

    private static bool IsBeatenBack(in PlaceDay place, int leave, int arrive)
    {
        foreach (ref readonly var walk in place.StopsBack)
        {
            var ways = place.Back!.At(walk.Stop);
            var index = LastLeaving(ways, leave + walk.WalkSeconds);
            if (index >= 0 && (ways[index].ArriveSeconds < arrive || (ways[index].ArriveSeconds == arrive && ways[index].LeaveSeconds - walk.WalkSeconds > leave))) return true;
        }

        return false;
    }

    // All three lists run from late to early, in both leave and arrival.

    private static int LastLeaving(ReadOnlySpan<ProfileEntry> ways, int leave)
    {
        int low = 0, high = ways.Length;
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (ways[middle].LeaveSeconds >= leave) low = middle + 1;
            else high = middle;
        }

        return low - 1;
    }

    /// <summary>The first (latest) entry that arrives at or before a time; the length = none.</summary>
    private static int FirstArriving(ReadOnlySpan<ProfileEntry> ways, int arrive)
    {
        int low = 0, high = ways.Length;
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (ways[middle].ArriveSeconds <= arrive) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    private readonly record struct Found(int LeaveSeconds, int ArriveSeconds, int Rides, int WalkSeconds)
    {
        public static readonly Found None = new(0, int.MaxValue, 0, 0);

        public bool IsFound => ArriveSeconds < int.MaxValue;

        public bool IsBetterThan(in Found other) =>
            ArriveSeconds != other.ArriveSeconds ? ArriveSeconds < other.ArriveSeconds
            : LeaveSeconds != other.LeaveSeconds ? LeaveSeconds > other.LeaveSeconds
            : Rides != other.Rides ? Rides < other.Rides
            : WalkSeconds < other.WalkSeconds;
    }
}
