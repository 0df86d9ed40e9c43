using System.Collections.Immutable;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>From the last activation to the next.</summary>
internal sealed partial class StockPartition
{
    /// <summary>Takes the partition over from the last activation.</summary>
    public async Task ActivateAsync(CancellationToken cancellationToken)
    {
        var left = await _tenure.ClaimAsync(cancellationToken);
        await _writer.RestoreAsync(cancellationToken);
        Levels.Logs = Levels.Logs.Raised(left.Logs);
        await ReadRulesAsync();
        if (left.DirtySince is null)
            await TryAsync("truncating the journal", () => _ports.Journal.TruncateAsync(_partition, Time.GetUtcNow(), cancellationToken));
        else
            Levels.Interim = new Interim();
        _catchUp.Start(left.DirtySince, _tenure.Epoch);
        LogActivated(_ports.Logger, _partition, _tenure.Epoch, Levels.Table.Count, !IsStale);
    }

    /// <summary>Writes what is not written yet, if the partition is still its own.</summary>
    public Task DeactivateAsync(CancellationToken cancellationToken) => _turns.RunAsync(async () =>
    {
        if (_tenure.IsOurs)
            await TryAsync("the last write-behind", () => _writer.WriteAsync(IsStale, cancellationToken));
    });

    /// <summary>Everything since the snapshot has been read again, for the activation of this epoch.</summary>
    public Task CaughtUpAsync(long epoch, ImmutableArray<string> open, CancellationToken cancellationToken) => _turns.RunAsync(async () =>
    {
        if (epoch != _tenure.Epoch)
            return;
        _catchUp.End();
        Levels.Interim = null;
        // Open by the alert store, and not by the snapshot: an alert is never known to its row alone.
        await AskAgainAsync([.. open.Where(key => !Levels.OpenAlerts.ContainsKey(key))], cancellationToken);
    });
}
