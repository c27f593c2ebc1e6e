namespace ResourceMatch.Transit;

/// <summary>Which OpenStreetMap ways are streets, and for whom. README.md beside this file has the same rules as a table; tests/Checker has them a second time.</summary>
/// <remarks>Only these tags are read; keys and values count exactly as they are written. Pure; thread-safe.</remarks>
public static class StreetRules
{
    private static readonly HashSet<string> Paths = ["footway", "path", "pedestrian", "steps", "corridor", "platform", "cycleway", "bridleway", "track"];

    private static readonly HashSet<string> Roads =
    [
        "residential", "living_street", "unclassified", "service", "road",
        "tertiary", "tertiary_link", "secondary", "secondary_link", "primary", "primary_link", "trunk", "trunk_link",
    ];

    private static readonly HashSet<string> Motorways = ["motorway", "motorway_link"];

    private static readonly HashSet<string> Closed = ["no", "private", "use_sidepath", "military", "agricultural", "forestry", "delivery", "emergency"];

    private static readonly HashSet<string> TooRoughForPrams = ["very_bad", "horrible", "very_horrible", "impassable"];

    private static readonly HashSet<string> TooRoughForWheelchairs = ["bad", .. TooRoughForPrams];

    private static readonly HashSet<string> TooSoftForWheelchairs =
    [
        "sand", "mud", "grass", "gravel", "pebblestone", "cobblestone", "unhewn_cobblestone", "dirt", "earth", "ground", "woodchips", "rock", "stepping_stones",
    ];

    private static readonly string[] CarKeys = ["motorcar", "motor_vehicle", "vehicle", "access"];

    /// <summary>The tags that decide; all others may be left out.</summary>
    public static IReadOnlySet<string> Keys { get; } = new HashSet<string>
    {
        "highway", "access", "foot", "vehicle", "motor_vehicle", "motorcar", "motorroad", "oneway", "junction", "area",
        "stroller", "wheelchair", "ramp:stroller", "ramp:wheelchair", "smoothness", "surface",
    };

    /// <returns>Who may use a way with these tags; None when it is no street.</returns>
    public static StreetUse UseOf(IReadOnlyDictionary<string, string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        if (!tags.TryGetValue("highway", out var highway))
        {
            return StreetUse.None;
        }

        var use = ByCar(highway, tags);
        if (!OnFoot(highway, tags))
        {
            return use;
        }

        use |= StreetUse.Foot;
        if (WithPram(highway, tags))
        {
            use |= StreetUse.Pram;
        }

        return InWheelchair(highway, tags) ? use | StreetUse.Wheelchair : use;
    }

    private static bool OnFoot(string highway, IReadOnlyDictionary<string, string> tags)
    {
        if (!Paths.Contains(highway) && !Roads.Contains(highway))
        {
            return false;
        }

        // Where the sign speaks of people on foot, it decides; the general words are for all others.
        return tags.TryGetValue("foot", out var foot) ? !Closed.Contains(foot) : !Is(tags, "access", Closed) && !Is(tags, "motorroad", "yes");
    }

    private static bool WithPram(string highway, IReadOnlyDictionary<string, string> tags)
    {
        if (tags.TryGetValue("stroller", out var stroller) && stroller is "yes" or "no")
        {
            return stroller == "yes";
        }

        return highway == "steps"
            ? Is(tags, "ramp:stroller", "yes") || Is(tags, "ramp:wheelchair", "yes")
            : !Paths.Contains(highway) || !Is(tags, "smoothness", TooRoughForPrams);
    }

    private static bool InWheelchair(string highway, IReadOnlyDictionary<string, string> tags)
    {
        if (tags.TryGetValue("wheelchair", out var wheelchair) && wheelchair is "yes" or "designated" or "no")
        {
            return wheelchair != "no";
        }

        // On a road the tags tell of the carriageway; the pavement beside it may be better, and is not known.
        return highway == "steps"
            ? Is(tags, "ramp:wheelchair", "yes")
            : !Paths.Contains(highway) || (!Is(tags, "smoothness", TooRoughForWheelchairs) && !Is(tags, "surface", TooSoftForWheelchairs));
    }

    private static StreetUse ByCar(string highway, IReadOnlyDictionary<string, string> tags)
    {
        var isMotorway = Motorways.Contains(highway);
        if ((!isMotorway && !Roads.Contains(highway)) || Is(tags, "area", "yes"))
        {
            return StreetUse.None;
        }

        var ruling = Array.Find(CarKeys, tags.ContainsKey);
        if (ruling is not null && Closed.Contains(tags[ruling]))
        {
            return StreetUse.None;
        }

        return tags.GetValueOrDefault("oneway") switch
        {
            "yes" or "true" or "1" => StreetUse.CarForward,
            "-1" or "reverse" => StreetUse.CarBackward,
            null when isMotorway || tags.GetValueOrDefault("junction") is "roundabout" or "circular" => StreetUse.CarForward,
            _ => StreetUses.Car,
        };
    }

    private static bool Is(IReadOnlyDictionary<string, string> tags, string key, string value) => tags.TryGetValue(key, out var has) && has == value;

    private static bool Is(IReadOnlyDictionary<string, string> tags, string key, HashSet<string> values) => tags.TryGetValue(key, out var has) && values.Contains(has);
}
