namespace ResourceMatch.Matching.Judging;

/// <summary>The arrays of one match's sweeps, kept for the next one: for each end of a household one sweep there and one back.</summary>
/// <remarks>For one thread at a time.</remarks>
internal sealed class SweepMemory
{
    private const int Ends = 3;

    private readonly WaySweep[] sweeps = [.. Enumerable.Range(0, 2 * Ends).Select(_ => new WaySweep())];

    public WaySweep Of(Outings.OutingEnd end, bool isBack) => sweeps[(2 * (int)end) + (isBack ? 1 : 0)];

    public long Offered => sweeps.Sum(sweep => sweep.Offered);
}
