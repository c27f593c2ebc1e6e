using static ResourceMatch.Importers.Spreadsheets.HoursTokenKind;

namespace ResourceMatch.Importers.Spreadsheets;

/// <summary>What a line of its own says for those that follow: "Weekly", "Monthly", "2nd;" before "4th Saturday".</summary>
internal sealed class HoursCarry
{
    private readonly List<int> ordinals = [];

    public bool Frequency { get; private set; }

    public bool Alternate { get; private set; }

    /// <summary>Ordinals still waiting for their day.</summary>
    public IReadOnlyList<int> Ordinals => ordinals;

    /// <returns>True when the sentence is nothing but such words.</returns>
    public bool TryTake(List<HoursToken> tokens)
    {
        if (tokens.Count == 0 || !tokens.TrueForAll(token => token.Kind is Every or HoursTokenKind.Frequency or HoursTokenKind.Alternate or Ordinal or Month or And or Comma or Colon)) return false;
        var own = tokens.Where(token => token.Kind == Ordinal).Select(token => token.Value).ToList();
        var says = tokens.Select(token => token.Kind).ToHashSet();
        if (own.Count == 0 && !says.Overlaps([Every, HoursTokenKind.Frequency, HoursTokenKind.Alternate])) return false;
        ordinals.AddRange(own);
        if (says.Contains(Every)) (Frequency, Alternate) = (false, false);
        Frequency |= says.Contains(HoursTokenKind.Frequency);
        Alternate |= says.Contains(HoursTokenKind.Alternate);
        return true;
    }

    /// <summary>A sentence with days has used them up.</summary>
    public void Spend() => ordinals.Clear();
}
