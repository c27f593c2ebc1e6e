namespace ResourceMatch.Transit;

/// <summary>Who may use a street, and for cars in which direction. None = nobody.</summary>
[Flags]
public enum StreetUse : byte
{
    None = 0,

    /// <summary>On foot.</summary>
    Foot = 1,

    /// <summary>On foot with a pram.</summary>
    Pram = 2,

    /// <summary>In a wheelchair.</summary>
    Wheelchair = 4,

    /// <summary>By car, in the order of the street's nodes.</summary>
    CarForward = 8,

    /// <summary>By car, against the order of the street's nodes.</summary>
    CarBackward = 16,
}

/// <summary>Walkers and cars as bits of <see cref="StreetUse"/>.</summary>
internal static class StreetUses
{
    public const StreetUse Car = StreetUse.CarForward | StreetUse.CarBackward;

    /// <summary>The four networks that are one in the arrays: foot, pram, wheelchair, car.</summary>
    public static readonly StreetUse[] Kinds = [StreetUse.Foot, StreetUse.Pram, StreetUse.Wheelchair, Car];

    public static StreetUse Of(Walker walker) => walker switch
    {
        Walker.Pram => StreetUse.Pram,
        Walker.Wheelchair => StreetUse.Wheelchair,
        _ => StreetUse.Foot,
    };

    /// <summary>The same permission seen from the street's other end.</summary>
    public static StreetUse Reverse(StreetUse use)
    {
        var turned = use & ~Car;
        if ((use & StreetUse.CarForward) != 0)
        {
            turned |= StreetUse.CarBackward;
        }

        return (use & StreetUse.CarBackward) != 0 ? turned | StreetUse.CarForward : turned;
    }
}
