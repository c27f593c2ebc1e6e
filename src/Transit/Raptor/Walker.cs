namespace ResourceMatch.Transit;

/// <summary>Who walks: it decides which streets, stairs, stops and trips can be used.</summary>
public enum Walker
{
    /// <summary>Anything a person can walk on, stairs too.</summary>
    OnFoot = 0,

    /// <summary>With a pram: no stairs.</summary>
    Pram = 1,

    /// <summary>In a wheelchair: no stairs or rough ways, and only stops and trips of which the feed says that a wheelchair can use them.</summary>
    Wheelchair = 2,
}
