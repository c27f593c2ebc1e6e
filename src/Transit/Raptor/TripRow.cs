using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ResourceMatch.Transit;

/// <summary>The trips of one pattern, earliest first in the direction of the search, and the one that is ridden.</summary>
internal ref struct TripRow<TBack>
    where TBack : struct, ISwitch
{
    /// <summary>How many trips are tried one by one before the rest is halved again and again.</summary>
    private const int NearTrips = 6;

    private readonly ref TripTime trips;
    private readonly ref int times;
    private readonly int last;
    private int startSeconds;
    private int timesAt;

    public TripRow(DayArrays day, int pattern, int last)
    {
        this.last = last;
        var (from, until) = (day.TripBase[pattern], day.TripBase[pattern + 1]);
        Count = until - from;
        trips = ref day.Trips[TBack.IsOn ? until - 1 : from];
        times = ref MemoryMarshal.GetArrayDataReference(day.Times);
    }

    public int Count { get; }

    public void Board(int trip)
    {
        var run = At(trip);
        (startSeconds, timesAt) = (run.StartSeconds, TimesAt(run));
    }

    public readonly int Arrival(int position) => TBack.IsOn
        ? -(startSeconds + Unsafe.Add(ref times, timesAt - (2 * position) + 1))
        : startSeconds + Unsafe.Add(ref times, timesAt + (2 * position));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int Departure(int trip, int position)
    {
        var run = At(trip);
        return TBack.IsOn
            ? -(run.StartSeconds + Unsafe.Add(ref times, TimesAt(run) - (2 * position)))
            : run.StartSeconds + Unsafe.Add(ref times, TimesAt(run) + (2 * position) + 1);
    }

    private readonly TripTime At(int trip) => Unsafe.Add(ref trips, TBack.IsOn ? -trip : trip);

    private readonly int TimesAt(TripTime run) => TBack.IsOn ? run.TimesAt + (2 * last) : run.TimesAt;

    /// <returns>The first trip before <paramref name="best"/> that can be caught, or best itself.</returns>
    public readonly int Catch(int best, int position, int boardableSeconds, ref long tripsProbed)
    {
        var (low, high) = (best == Count ? 0 : Math.Max(0, best - NearTrips), best);
        if (high == 0)
        {
            return best;
        }

        tripsProbed++;
        if (Departure(high - 1, position) < boardableSeconds)
        {
            return best;
        }

        high--;
        if (best < Count)
        {
            // A stop that is boarded sooner than before mostly catches one of the trips just before.
            while (high > low)
            {
                tripsProbed++;
                if (Departure(high - 1, position) < boardableSeconds)
                {
                    return high;
                }

                high--;
            }

            low = 0;
        }

        while (low < high)
        {
            var middle = (low + high) >> 1;
            tripsProbed++;
            (low, high) = Departure(middle, position) >= boardableSeconds ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}

/// <summary>A condition that the compiler knows: each combination of switches becomes its own loop, without the tests of the others.</summary>
internal interface ISwitch
{
    static abstract bool IsOn { get; }
}

/// <summary>Yes.</summary>
internal readonly struct SwitchOn : ISwitch
{
    public static bool IsOn => true;
}

/// <summary>No.</summary>
internal readonly struct SwitchOff : ISwitch
{
    public static bool IsOn => false;
}
