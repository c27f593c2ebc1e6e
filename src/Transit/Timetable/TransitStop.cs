namespace ResourceMatch.Transit;

/// <summary>A place where vehicles stop.</summary>
/// <param name="Id">The feed's own stop_id.</param>
/// <param name="Name">For riders; the id when the feed gives none.</param>
/// <param name="Code">What is printed on the pole; empty when none.</param>
/// <param name="Latitude">WGS 84 degrees; NaN when the feed gives no usable point: such a stop can be ridden to, not walked to.</param>
/// <param name="Longitude">WGS 84 degrees; NaN as above.</param>
/// <param name="Wheelchair">As the feed says, the station's word where the stop is silent.</param>
public sealed record TransitStop(string Id, string Name, string Code, double Latitude, double Longitude, Accessibility Wheelchair)
{
    /// <summary>Whether the stop can be walked to.</summary>
    public bool HasPoint => !double.IsNaN(Latitude);
}

/// <summary>A line as riders know it (a row of routes.txt).</summary>
/// <param name="Id">The feed's own route_id.</param>
/// <param name="ShortName">"7", "10A"; empty when the feed gives only a long name.</param>
/// <param name="LongName">"Alton Park"; may be empty.</param>
/// <param name="RouteType">GTFS route_type: 0 tram, 1 metro, 2 rail, 3 bus, 4 ferry, …; 3 when the feed does not say.</param>
/// <param name="Color">Six hexadecimal digits without #, or empty.</param>
/// <param name="TextColor">Six hexadecimal digits without #, or empty.</param>
/// <param name="AgencyName">Who runs it; empty when unknown.</param>
public sealed record TransitLine(string Id, string ShortName, string LongName, int RouteType, string Color, string TextColor, string AgencyName)
{
    /// <summary>The short name, else the long one, else the id.</summary>
    public string Label => ShortName.Length > 0 ? ShortName : LongName.Length > 0 ? LongName : Id;
}
