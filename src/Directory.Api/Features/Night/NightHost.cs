using System.Collections.Concurrent;
using System.Diagnostics;
using ResourceMatch.Matching.Outings;

namespace ResourceMatch.Api.Features.Night;

public sealed partial class NightWork
{
    /// <summary>What the workers of this host share during one night.</summary>
    private sealed class Host(NightHouseholds households, NightOrder order, IProgress<NightStatus>? progress, Stopwatch watch) : IDisposable
    {
        private readonly SemaphoreSlim making = new(1);
        private readonly ConcurrentBag<Lent> idle = [];
        private readonly ConcurrentDictionary<TravelNetwork, NightProfiles> profiles = new();
        private NightGround? ground;
        private int chunks;
        private int matched;
        private long verdicts;
        private long joins;
        private long waysJoined;
        private long judgeMilliseconds;

        public void Dispose() => making.Dispose();

        public NightHouseholds Households => households;

        public NightOrder Order => order;

        public NightCounters Counters => new(
            chunks, matched, profiles.Values.Sum(each => each.Searched), profiles.Values.Aggregate(TimeSpan.Zero, (sum, each) => sum + each.SearchTime),
            joins, waysJoined, verdicts, TimeSpan.FromMilliseconds(judgeMilliseconds), Process.GetCurrentProcess().PeakWorkingSet64);

        /// <summary>The ground that all match on, made by whoever comes first.</summary>
        public async Task<NightGround> GetGround(Func<Task<NightGround>> make)
        {
            await making.WaitAsync();
            try
            {
                return ground ??= await make();
            }
            finally
            {
                making.Release();
            }
        }

        /// <summary>The directory has changed: what was made of it is let go.</summary>
        public void Forget(NightGround old)
        {
            if (Interlocked.CompareExchange(ref ground, null, old) != old) return;
            profiles.Clear();
            idle.Clear();
        }

        public Lent Lend(NightGround asked)
        {
            while (idle.TryTake(out var lent))
            {
                if (lent.Ground == asked) return lent;
            }

            return new Lent(asked, this);
        }

        public void TakeBack(Lent lent)
        {
            Interlocked.Add(ref verdicts, lent.TakeVerdicts());
            Interlocked.Add(ref judgeMilliseconds, lent.TakeMilliseconds());
            var (made, ways) = lent.TakeJoins();
            Interlocked.Add(ref joins, made);
            Interlocked.Add(ref waysJoined, ways);
            idle.Add(lent);
        }

        public NightProfiles ProfilesFor(TravelNetwork network, Func<NightProfiles> make)
        {
            if (profiles.TryGetValue(network, out var known)) return known;
            lock (profiles) return profiles.GetOrAdd(network, _ => make());
        }

        public void Count(NightChunk chunk)
        {
            Interlocked.Increment(ref chunks);
            Interlocked.Add(ref matched, chunk.Count);
        }

        public void Report(NightProgress done)
        {
            if (progress is null) return;
            var pace = matched / Math.Max(0.001, watch.Elapsed.TotalSeconds);
            var left = households.All.Count - done.HouseholdsDone;
            progress.Report(new NightStatus(done.Done, done.Chunks, done.HouseholdsDone, pace, matched > 0 ? TimeSpan.FromSeconds(left / pace) : null));
        }
    }

    /// <summary>What one worker needs for itself, lent from chunk to chunk so that its arrays are made once.</summary>
    private sealed class Lent(NightGround ground, Host host)
    {
        private readonly Dictionary<TravelNetwork, NightJoining> joinings = [];
        private readonly Stopwatch watch = new();
        private long verdictsTaken;
        private long joinsTaken;
        private long waysTaken;

        public NightGround Ground => ground;

        public NightMatching Matching { get; } = new(ground);

        /// <summary>Counts the time of a household, searches included.</summary>
        public Stopwatch Watch => watch;

        public NightJoining JoiningFor(TravelNetwork network, Func<NightProfiles> make)
        {
            if (!joinings.TryGetValue(network, out var joining)) joinings[network] = joining = new NightJoining(host.ProfilesFor(network, make));
            return joining;
        }

        public long TakeVerdicts()
        {
            var taken = Matching.JudgedCount - verdictsTaken;
            verdictsTaken += taken;
            return taken;
        }

        public long TakeMilliseconds()
        {
            var taken = watch.ElapsedMilliseconds;
            watch.Reset();
            return taken;
        }

        public (long Joins, long Ways) TakeJoins()
        {
            var (joins, ways) = (joinings.Values.Sum(each => each.JoinCount) - joinsTaken, joinings.Values.Sum(each => each.WaysRead) - waysTaken);
            (joinsTaken, waysTaken) = (joinsTaken + joins, waysTaken + ways);
            return (joins, ways);
        }
    }
}
