using ResourceMatch.Domain.Places;
using ResourceMatch.Importers.Gtfs;
using ResourceMatch.Importers.Notices;
using ResourceMatch.Importers.Osm;
using ResourceMatch.Transit;

namespace ResourceMatch.Api.Commands;

/// <summary>The day's vehicles and what one walks on: the feeds, and the streets if there are any.</summary>
/// <param name="Day">Of all feeds.</param>
/// <param name="Keys">Of the feeds, in their order: the names of their files.</param>
/// <param name="Streets">Null = straight lines.</param>
/// <remarks>Immutable; safe to share.</remarks>
internal sealed record TravelTimesGround(NetworkDay Day, IReadOnlyList<string> Keys, StreetGround? Streets)
{
    private readonly StopGrid grid = new(Day.Feeds);

    public static TravelTimesGround Load(IReadOnlyList<string> paths, string? osm, DateOnly date, DayOptions options, CancellationToken cancellation)
    {
        var feeds = new Timetable[paths.Count];
        StreetNetwork? network = null;
        var loads = paths.Select((path, index) => (Action)(() => feeds[index] = GtfsFeed.Load(path, cancellation: cancellation).Timetable));
        if (osm is not null) loads = loads.Append(() => network = LoadStreets(osm, cancellation));
        Each([.. loads], cancellation);
        var streets = network is null ? null : new StreetGround(network, StopStreets.Make(feeds, network));
        return NetworkDay.For(feeds, date, options, streets?.Stops) switch
        {
            DayOutcome.Ready ready => new TravelTimesGround(ready.Day, [.. paths.Select(GtfsImport.KeyOf)], streets),
            DayOutcome.OutsideCalendars outside => throw new RefusedValueException(
                $"--date: the feed's timetable runs from {outside.First:yyyy-MM-dd} to {outside.Last:yyyy-MM-dd}, {date:yyyy-MM-dd} is outside."),
            _ => throw new InvalidOperationException("Unknown outcome."),
        };
    }

    /// <summary>The walks from a place to the stops around it, or from these to it: on foot a way is as long back as there.</summary>
    public IReadOnlyList<StopWalk> WalksAround(TravelPlace place) => place switch
    {
        { Stop: { } stop } => Day.ListWalksFrom(stop),
        { Point: { } point } when Streets is { } streets => streets.Stops.WalksFrom(point.Latitude, point.Longitude, Day.Options, Day.Options.MaxWalkMeters),
        { Point: { } point } => grid.WalksFrom(point.Latitude, point.Longitude, Day.Options, Day.Options.MaxWalkMeters),
        _ => [],
    };

    /// <summary>Whether the walks of a point follow streets.</summary>
    public StreetPoint? Snap(GeoPoint point) => Streets?.Network.Snap(point.Latitude, point.Longitude, Day.Options.Walker);

    private static StreetNetwork LoadStreets(string path, CancellationToken cancellation)
    {
        if (!File.Exists(path)) throw new RefusedValueException($"--osm: there is no file {path}.");
        return StreetCompiler.Compile(StreetReader.Read(path, new NoticeLog(), null, cancellation).Source);
    }

    /// <summary>Side by side where the machine allows; the first refusal is the one that is told.</summary>
    private static void Each(Action[] loads, CancellationToken cancellation)
    {
        try
        {
            Parallel.Invoke(new ParallelOptions { CancellationToken = cancellation }, loads);
        }
        catch (AggregateException several)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(several.InnerExceptions.FirstOrDefault(each => each is RefusedValueException or ImportRefusedException) ?? several.InnerExceptions[0]);
        }
    }
}
