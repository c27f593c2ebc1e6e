namespace ResourceMatch.Domain.Upkeep;

/// <summary>Who writes. A larger value may set everything that a smaller one may.</summary>
public enum EditorKind
{
    /// <summary>Anyone: may only propose, and staff decide.</summary>
    Anyone = 0,

    /// <summary>The holder of a signed link: a few fields of one service.</summary>
    Link = 1,

    /// <summary>An editor of the agency, signed in: its own listings.</summary>
    Agency = 2,

    /// <summary>Directory staff: every listing, and what only people may loosen.</summary>
    Staff = 3,
}
