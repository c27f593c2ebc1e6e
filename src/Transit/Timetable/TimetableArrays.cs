namespace ResourceMatch.Transit;

/// <summary>The columns of a compiled feed, as the snapshot stores them. Nothing here is written after compilation.</summary>
internal sealed class TimetableArrays
{
    public required string FeedName { get; init; }
    public required string FeedVersion { get; init; }
    public required string TimeZoneId { get; init; }

    /// <summary>DateOnly.DayNumber of the first and last date on which anything runs.</summary>
    public required int FirstDay { get; init; }
    public required int LastDay { get; init; }

    public required TextColumn StopIds { get; init; }
    public required TextColumn StopNames { get; init; }
    public required TextColumn StopCodes { get; init; }
    public required double[] StopLatitudes { get; init; }
    public required double[] StopLongitudes { get; init; }
    public required byte[] StopWheelchair { get; init; }

    public required TextColumn LineIds { get; init; }
    public required TextColumn LineShortNames { get; init; }
    public required TextColumn LineLongNames { get; init; }
    public required TextColumn LineColors { get; init; }
    public required TextColumn LineTextColors { get; init; }
    public required TextColumn LineAgencies { get; init; }
    public required int[] LineTypes { get; init; }

    /// <summary>Pattern p serves PatternStops[PatternBase[p] .. PatternBase[p + 1]).</summary>
    public required int[] PatternBase { get; init; }
    public required int[] PatternStops { get; init; }

    /// <summary>pickup_type in the low two bits, drop_off_type in the next two, for each entry of PatternStops.</summary>
    public required byte[] PatternRules { get; init; }

    public required TextColumn TripIds { get; init; }
    public required int[] TripPattern { get; init; }
    public required int[] TripLine { get; init; }
    public required int[] TripService { get; init; }
    public required int[] TripHeadsign { get; init; }
    public required int[] TripShape { get; init; }

    /// <summary>0, 1, or 255 when the feed gives no direction.</summary>
    public required byte[] TripDirection { get; init; }
    public required byte[] TripWheelchair { get; init; }

    /// <summary>Departure from the first stop.</summary>
    public required int[] TripStart { get; init; }

    /// <summary>Where the trip's running times begin in ProfileTimes; trips with equal running times share them.</summary>
    public required int[] TripProfile { get; init; }

    /// <summary>Arrival and departure of each stop in turn, in seconds after the departure from the first stop.</summary>
    public required int[] ProfileTimes { get; init; }
    public required TextColumn Headsigns { get; init; }

    public required TextColumn ServiceIds { get; init; }

    /// <summary>WordsPerService words for each service; bit d of them is the date FirstDay + d.</summary>
    public required ulong[] ServiceDays { get; init; }
    public required int WordsPerService { get; init; }

    /// <summary>Ordered by trip.</summary>
    public required int[] FrequencyTrip { get; init; }
    public required int[] FrequencyStart { get; init; }
    public required int[] FrequencyEnd { get; init; }
    public required int[] FrequencyHeadway { get; init; }
    public required byte[] FrequencyIsExact { get; init; }

    /// <summary>Stop pairs; from equals to for the change time at one stop.</summary>
    public required int[] TransferFrom { get; init; }
    public required int[] TransferTo { get; init; }
    public required int[] TransferSeconds { get; init; }
    public required byte[] TransferType { get; init; }

    /// <summary>Latitude and longitude in turn, in millionths of a degree.</summary>
    public required int[] ShapeBase { get; init; }
    public required int[] ShapePoints { get; init; }
    public required TextColumn ShapeIds { get; init; }
}
