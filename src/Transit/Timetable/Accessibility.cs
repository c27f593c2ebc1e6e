namespace ResourceMatch.Transit;

/// <summary>Whether a stop or a trip can be used in a wheelchair. Unknown is never read as yes.</summary>
public enum Accessibility : byte
{
    /// <summary>The feed does not say.</summary>
    Unknown = 0,

    /// <summary>The feed says yes.</summary>
    Yes = 1,

    /// <summary>The feed says no.</summary>
    No = 2,
}
