namespace ResourceMatch.Matching;

/// <summary>Seconds as whole minutes for people: durations up (we never promise less), limits down.</summary>
internal static class Minutes
{
    public static int Up(int seconds) => (seconds + 59) / 60;

    public static int Down(int seconds) => seconds / 60;
}
