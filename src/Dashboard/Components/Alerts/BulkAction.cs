using System.Collections.Concurrent;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Components.Alerts;

/// <summary>Does one action with many alerts, a few at a time; one that fails does not keep the others from it.</summary>
internal sealed class BulkAction(IRadar radar)
{
    private const int AtOnce = 8;
    private readonly ConcurrentBag<BulkFailure> _failed = [];
    private readonly ConcurrentBag<Alert> _changed = [];
    private int _done;
    private int _tried;

    /// <summary>How many have been tried so far. Safe to ask from any thread.</summary>
    public int Tried => Volatile.Read(ref _tried);

    public async Task<BulkOutcome> RunAsync(IReadOnlyCollection<Alert> alerts, AlertAction action, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(alerts, options, async (alert, cancelled) =>
        {
            await ActAsync(alert, action, cancelled);
            Interlocked.Increment(ref _tried);
        });
        BulkFailure[] failed = [.. _failed.OrderBy(failure => failure.Alert.ProductName, StringComparer.OrdinalIgnoreCase)];
        return new BulkOutcome(action.Kind, _done, failed, [.. _changed]);
    }

    private async Task ActAsync(Alert alert, AlertAction action, CancellationToken cancellationToken)
    {
        try
        {
            var result = await radar.ActAsync(alert.Id, action, cancellationToken);
            if (result.Alert is { } now)
                _changed.Add(now);

            if (result.Alert is null)
                _failed.Add(new BulkFailure(alert, "The alert no longer exists."));
            else if (result.Refused is { } why)
                _failed.Add(new BulkFailure(alert, why));
            else
                Interlocked.Increment(ref _done);
        }
#pragma warning disable CA1031 // Shown to the user with the others.
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            _failed.Add(new BulkFailure(alert, "The server did not respond. Try again in a few seconds."));
        }
    }
}
