using ResourceMatch.Importers.Areas;
using ResourceMatch.Importers.Gtfs;
using ResourceMatch.Importers.Hsds;
using ResourceMatch.Importers.Notices;
using ResourceMatch.Importers.Osm;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Imports;

namespace ResourceMatch.Api.Commands;

/// <summary>Loads the invented city of data/samples into a directory that is still empty: listings, timetable, areas, schools and streets.</summary>
public static class SampleCity
{
    /// <summary>The key of its listings and of its feed.</summary>
    public const string Source = "sample-city";

    /// <returns>False when the directory has services already; then nothing is touched.</returns>
    public static async Task<bool> LoadIfEmptyAsync(DirectoryDatabase database, string folder, TimeZoneInfo timeZone, TimeProvider clock, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using (var any = database.Public.CreateCommand("select exists (select from directory.service)"))
        {
            if ((bool)(await any.ExecuteScalarAsync(cancellation))!) return false;
        }

        await LoadAsync(database, folder, timeZone, clock, cancellation);
        return true;
    }

    /// <summary>Loads all of it; listings last, because "not empty" means "whole".</summary>
    /// <exception cref="ImportRefusedException">A file is missing or broken.</exception>
    public static async Task LoadAsync(DirectoryDatabase database, string folder, TimeZoneInfo timeZone, TimeProvider clock, CancellationToken cancellation)
    {
        var notices = new NoticeLog();
        var areas = AreaReader.Read(Path.Combine(folder, "areas.geojson"), notices);
        await MapImport.ReplaceAreasAsync(database, areas.Areas, areas.Schools, cancellation);
        await StreetImport.RunAsync(database, Path.Combine(folder, "streets.osm"), null, clock, null, cancellation);
        await GtfsImport.RunAsync(database, Path.Combine(folder, "gtfs"), Source, clock, null, cancellation);
        await HsdsImport.RunAsync(database, Path.Combine(folder, "hsds"), Source, timeZone, clock, null, null, cancellation);
    }
}
