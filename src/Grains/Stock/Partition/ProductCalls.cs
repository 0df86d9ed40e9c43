using Microsoft.Extensions.Logging;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Stock.Intake;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>Puts calls to products and takes their answers over. A product that cannot answer keeps no other from its turn.</summary>
internal sealed partial class ProductCalls(
    PartitionLevels levels, IPartitionHost host, Func<ThresholdTable> rules, PartitionPorts ports, PartitionTally tally)
{
    // Bounds what is under way at once: every call loads and stores a state.
    private const int AtOnce = 256;
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(5);

    /// <summary>Puts changes to products. What became of each stands in its ask; one that is not decided may be put again.</summary>
    public async Task DecideAsync(IEnumerable<ProductAsk> asks, CancellationToken cancellationToken)
    {
        foreach (var some in asks.Chunk(AtOnce))
            await Task.WhenAll(some.Select(ask => DecideAsync(ask, cancellationToken)));
    }

    /// <summary>Looks at products again; one that does not answer is asked a little later.</summary>
    public async Task LookAgainAsync(IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        foreach (var some in keys.Chunk(AtOnce))
            await Task.WhenAll(some.Select(key => TryAsync(key, () => AskAsync(key, call => call, cancellationToken))));
    }

    /// <summary>Tells products which notifications were sent. Throws when one does not answer.</summary>
    public async Task MarkAsync(IEnumerable<NoticeMark> marks, CancellationToken cancellationToken)
    {
        foreach (var some in marks.GroupBy(mark => mark.Key, StringComparer.Ordinal).Chunk(AtOnce))
            await Task.WhenAll(some.Select(group => AskAsync(group.Key, call => call with { Marks = [.. group] }, cancellationToken)));
    }

    /// <summary>Sees to it that products are asked a little later, unless they answer before.</summary>
    public void AskLater(IEnumerable<string> keys)
    {
        var again = ports.Time.GetUtcNow() + AskAgainAfter;
        foreach (var key in keys)
            levels.Due.Set(key, again);
    }

    /// <summary>Puts one call.</summary>
    public async Task<ProductAnswer> AskAsync(string key, Func<ProductCall, ProductCall> ask, CancellationToken cancellationToken)
    {
        var (level, revision) = levels.LevelOf(key);
        var call = ask(new ProductCall { Rule = rules().Resolve(key, ports.Alerts), Level = level, Revision = revision, IsStale = levels.Interim is not null });
        var answer = await host.DecideAsync(key, call, cancellationToken);
        levels.Absorb(key, answer);
        if (!answer.Changed.IsEmpty)
            host.AlertsChanged(answer.Changed);
        return answer;
    }

    private async Task DecideAsync(ProductAsk ask, CancellationToken cancellationToken)
    {
        await TryAsync(
            ask.Key,
            async () =>
            {
                var answer = await AskAsync(ask.Key, call => call with { Changes = [.. ask.Changes], Judged = ask.Judged }, cancellationToken);
                levels.Observe(ask, answer.Decided);
                ask.IsDecided = true;
            },
            exception => ask.Rejection = Poison.ReasonOf(exception) is { } reason ? $"Product {ask.Key} cannot decide: {reason}" : null);
        // What it made of the changes is not known: every further level has to ask it.
        if (!ask.IsDecided)
            levels.Distrust(ask.Key);
    }

    private async Task TryAsync(string key, Func<Task> action, Action<Exception>? failed = null)
    {
        try
        {
            await action();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            tally.Error($"product {key}: {exception.Message}");
            LogUndecided(ports.Logger, exception, key);
            failed?.Invoke(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Product {Key} could not decide")]
    private static partial void LogUndecided(ILogger logger, Exception exception, string key);
}
