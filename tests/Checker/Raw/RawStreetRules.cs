namespace ResourceMatch.Checker.Raw;

/// <summary>Which ways are streets, and for whom, by their tags: the table of src/Transit/Streets/README.md, written a second time.</summary>
internal static class RawStreetRules
{
    private static readonly string[] Paths = ["footway", "path", "pedestrian", "steps", "corridor", "platform", "cycleway", "bridleway", "track"];
    private static readonly string[] Roads =
        ["residential", "living_street", "unclassified", "service", "road", "tertiary", "tertiary_link", "secondary", "secondary_link", "primary", "primary_link", "trunk", "trunk_link"];

    private static readonly string[] Forbidden = ["no", "private", "use_sidepath", "military", "agricultural", "forestry", "delivery", "emergency"];
    private static readonly string[] RoughForPrams = ["very_bad", "horrible", "very_horrible", "impassable"];
    private static readonly string[] Soft =
        ["sand", "mud", "grass", "gravel", "pebblestone", "cobblestone", "unhewn_cobblestone", "dirt", "earth", "ground", "woodchips", "rock", "stepping_stones"];

    /// <returns>Along the way, and against it. Who walks goes both ways or neither.</returns>
    public static (bool Forward, bool Backward) Use(IReadOnlyDictionary<string, string> tags, Walker walker)
    {
        if (!tags.TryGetValue("highway", out var highway)) return (false, false);
        if (walker == Walker.Car) return ByCar(highway, tags);
        var may = OnFoot(highway, tags) && walker switch
        {
            Walker.Pram => WithPram(highway, tags),
            Walker.Wheelchair => InWheelchair(highway, tags),
            _ => true,
        };
        return (may, may);
    }

    private static bool OnFoot(string highway, IReadOnlyDictionary<string, string> tags)
    {
        if (!Paths.Contains(highway) && !Roads.Contains(highway)) return false;
        if (tags.TryGetValue("foot", out var foot)) return !Forbidden.Contains(foot);
        return !Forbidden.Contains(Of(tags, "access")) && Of(tags, "motorroad") != "yes";
    }

    private static bool WithPram(string highway, IReadOnlyDictionary<string, string> tags) => Of(tags, "stroller") switch
    {
        "yes" => true,
        "no" => false,
        _ when highway == "steps" => Of(tags, "ramp:stroller") == "yes" || Of(tags, "ramp:wheelchair") == "yes",
        _ => !Paths.Contains(highway) || !RoughForPrams.Contains(Of(tags, "smoothness")),
    };

    private static bool InWheelchair(string highway, IReadOnlyDictionary<string, string> tags) => Of(tags, "wheelchair") switch
    {
        "yes" or "designated" => true,
        "no" => false,
        _ when highway == "steps" => Of(tags, "ramp:wheelchair") == "yes",
        _ => !Paths.Contains(highway) || (Of(tags, "smoothness") != "bad" && !RoughForPrams.Contains(Of(tags, "smoothness")) && !Soft.Contains(Of(tags, "surface"))),
    };

    private static (bool, bool) ByCar(string highway, IReadOnlyDictionary<string, string> tags)
    {
        var motorway = highway is "motorway" or "motorway_link";
        if ((!motorway && !Roads.Contains(highway)) || Of(tags, "area") == "yes") return (false, false);
        var says = new[] { "motorcar", "motor_vehicle", "vehicle", "access" }.FirstOrDefault(tags.ContainsKey);
        if (says is not null && Forbidden.Contains(tags[says])) return (false, false);
        return Of(tags, "oneway") switch
        {
            "yes" or "true" or "1" => (true, false),
            "-1" or "reverse" => (false, true),
            "" when motorway || Of(tags, "junction") is "roundabout" or "circular" => (true, false),
            _ => (true, true),
        };
    }

    private static string Of(IReadOnlyDictionary<string, string> tags, string key) => tags.GetValueOrDefault(key, "");
}
