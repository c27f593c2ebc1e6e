namespace ResourceMatch.Api.Features.Night;

/// <summary>One night as the table keeps it.</summary>
/// <param name="Id">Of jobs.night_run.</param>
/// <param name="From">The first date judged.</param>
/// <param name="Days">Dates judged, 1 to 7.</param>
/// <param name="Versions">What its open chunks are matched against.</param>
/// <param name="Renewed">How often an import changed that while the night was under way.</param>
/// <param name="ComparedWith">The finished night it is compared with; null = the first.</param>
internal sealed record NightRun(
    long Id, string Source, string Fingerprint, DateOnly From, int Days, int HouseholdCount, int ChunkCount, PinnedVersions Versions, int Renewed, long? ComparedWith, string State);

/// <summary>The numbers of directory.directory_version.</summary>
internal readonly record struct PinnedVersions(long Listings, long Feeds);

/// <summary>A chunk that this worker holds.</summary>
/// <param name="First">Its first household in the night's order.</param>
/// <param name="Attempts">Times it was taken, this time included.</param>
internal readonly record struct NightChunk(int Number, int First, int Count, int Attempts);

/// <summary>A place that outcomes name by number.</summary>
/// <param name="Key">Its service-at-location, or its service where it has no place.</param>
/// <param name="OpenDays">One bit for each date of the window on which it is known to open.</param>
internal sealed record NightPlace(int Number, Guid Key, string Name, byte OpenDays);
