using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Grains.Alerts;

/// <summary>
/// Runs a history of changes through the decisions, with the changes' own times as the clock: which alerts would these
/// thresholds have raised? Nothing is stored and no notification is sent. Not safe for use by several threads.
/// </summary>
public sealed class AlertReplay(Func<string, Rule?> rules)
{
    private readonly Dictionary<string, ProductState> _products = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Alert> _alerts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LogTracker> _logs = new(StringComparer.Ordinal);

    /// <summary>Under the rows of a table.</summary>
    public AlertReplay(ThresholdTable rules, AlertsOptions options)
        : this(key => rules.Resolve(key, options))
    {
    }

    /// <summary>Alerts so far as they stand, oldest first; those that were pending and cleared are left out.</summary>
    public IEnumerable<Alert> Alerts => _alerts.Values
        .OrderBy(alert => alert.OpenedAt)
        .ThenBy(alert => alert.ProductId, StringComparer.Ordinal);

    /// <summary>Products without a threshold row.</summary>
    public int Untracked => _products.Keys.Count(key => rules(key) is null);

    /// <summary>One change at its time.</summary>
    public void Apply(in StockChange change, DateTimeOffset at)
    {
        var rule = rules(change.Key);
        var state = Pass(change.Key, rule, _products.GetValueOrDefault(change.Key) ?? new ProductState(), at);
        Keep(change.Key, StockDecision.Change(state, change.Key, rule, Placed(change), at));
    }

    /// <summary>Lets the time pass for all products: holds that end by then fire.</summary>
    public void PassTo(DateTimeOffset at)
    {
        foreach (var (key, state) in _products.ToArray())
            Keep(key, Pass(key, rules(key), state, at));
    }

    // A history can go over the moment at which a log started over.
    private StockChange Placed(in StockChange change)
    {
        if (change.Position.Source is not { } source)
            return change;
        if (!_logs.TryGetValue(source, out var log))
            _logs[source] = log = new LogTracker(new SourceLog { Source = source }, TimeSpan.FromMinutes(new FeedOptions().LogResetMinutes));
        return change with { Position = change.Position with { Epoch = log.EpochOf(change) } };
    }

    private static ProductState Pass(string key, Rule? rule, ProductState state, DateTimeOffset at)
    {
        while (StockDecision.DueOf(state with { Outbox = [] }) is { } due && due <= at)
            state = StockDecision.Evaluate(state, key, rule, due);
        return state;
    }

    private void Keep(string key, ProductState state)
    {
        foreach (var episode in state.Ended)
            _alerts[episode.Id] = episode.ToAlert(key, null);
        if (state.Open is { } open && open.Status != AlertStatus.Pending)
            _alerts[open.Id] = open.ToAlert(key, state.Level.Quantity);
        _products[key] = state.Settled();
    }
}
