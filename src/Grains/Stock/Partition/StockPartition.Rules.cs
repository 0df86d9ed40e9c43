using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>When the thresholds change, and once after activation.</summary>
internal sealed partial class StockPartition
{
    /// <summary>The rule of a product; null when untracked.</summary>
    public Rule? RuleOf(string key) => Rules.Resolve(key, _ports.Alerts);

    private async Task ReadRulesAsync()
    {
        _rulesReadAt = Time.GetTimestamp();
        Rules = await _host.RefreshRulesAsync();
    }

    private async Task RefreshRulesAsync(CancellationToken cancellationToken)
    {
        var before = Rules;
        await ReadRulesAsync();
        if (ReferenceEquals(before, Rules))
            return;
        var keys = new List<string>();
        for (var index = 0; index < Levels.Table.Used; index++)
        {
            ref var slot = ref Levels.Table[index];
            if (Levels.Table.KeyAt(index) is not { } key || before.Resolve(key, _ports.Alerts) == RuleOf(key))
                continue;
            // Until it has answered under the new rule, every level asks it.
            slot.SetTripwire(Tripwire.None);
            keys.Add(key);
        }

        // Levels that are not current yet are looked at by these rules once they are.
        if (!IsStale)
            await AskAgainAsync(keys, cancellationToken);
    }

    // Whatever is open, or low by the thresholds in force, is asked once, so that nothing that changed while the partition was away
    // (thresholds, an episode newer than the snapshot) stays unnoticed.
    private async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        for (var index = 0; index < Levels.Table.Used; index++)
        {
            ref var slot = ref Levels.Table[index];
            if (Levels.Table.KeyAt(index) is not { } key)
                continue;
            var rule = RuleOf(key);
            if (slot.IsOpen || slot.QuantityOrNull <= rule?.Threshold)
                keys.Add(key);
            else
                slot.Status = rule is null ? ProductStatus.Untracked : ProductStatus.Normal;
        }

        await AskAgainAsync(keys, cancellationToken);
        _isReconciled = true;
    }
}
