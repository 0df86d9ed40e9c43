using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Placement;
using Orleans.Runtime;
using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Grains.Alerts;

/// <summary>The plumbing around <see cref="StockDecision"/>: state first, then the alert rows, then the notices.</summary>
[GrainType("product"), PreferLocalPlacement] // only its partition calls it
internal sealed partial class ProductGrain(
    [PersistentState("product", GrainStorage.Name)] IPersistentState<ProductState> stored,
    IAlertStore alerts,
    IOptions<AlertsOptions> options,
    TimeProvider time,
    ILogger<ProductGrain> logger) : Grain, IProductGrain
{
    private static readonly TimeSpan ShownAgain = TimeSpan.FromMinutes(1);
    private readonly HashSet<string> _offeredTo = new(StringComparer.Ordinal);
    private ProductState _state = new();
    private ImmutableArray<Episode> _endedRows = [];
    private bool _rowsWritten;

    private string Key => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = stored.State;
        _rowsWritten = !stored.RecordExists;
        return Task.CompletedTask;
    }

    public async Task<ProductAnswer> Decide(ProductCall call, CancellationToken cancellationToken)
    {
        try
        {
            // What an activation before this one decided last may not have reached those who watch.
            var late = !_rowsWritten;
            var recent = time.GetUtcNow() - ShownAgain;
            var shown = late ? _state.Ended.RemoveAll(episode => episode.ResolvedAt > recent) : _state.Ended;
            await WriteRowsAsync(cancellationToken);
            _state = _state.Settled();
            var (next, refused) = Next(call);
            var decided = next.DiffersFrom(_state);
            if (decided)
            {
                next = next with { Revision = _state.Revision + 1 };
                stored.State = next;
                await stored.WriteStateAsync(cancellationToken);
                _state = next;
                _rowsWritten = false;
                await WriteRowsAsync(cancellationToken);
                LogDecided(logger, Key, next.Level.Quantity, next.Revision);
            }

            _state = next;
            Offer();
            if (_state.Open is null && _state.Outbox.IsEmpty)
                DeactivateOnIdle();
            return Answer(call.Rule, decided || late, decided, shown, refused);
        }
        catch
        {
            // Memory may be ahead of what is stored: read it again.
            DeactivateOnIdle();
            throw;
        }
    }

    private (ProductState State, string? Refused) Next(ProductCall call)
    {
        var now = time.GetUtcNow();
        var state = _state;
        string? refused = null;
        if (call.Level.Position == state.Level.Position || (call.Level.Position.IsPresent && call.Level.Position.IsAfter(state.Level.Position)))
            state = state with { Level = call.Level, DeletedAt = call.Level.Quantity is null ? state.DeletedAt : null };
        foreach (var change in call.Changes)
            state = StockDecision.Change(state, Key, call.Rule, change, now);
        foreach (var mark in call.Marks)
            state = StockDecision.Mark(state, Key, mark);
        if (call is { Action: { } action, AlertId: { } alertId })
            (state, refused) = StockDecision.Act(state, Key, alertId, action, now);
        return (StockDecision.Evaluate(state, Key, call.Rule, now), refused);
    }

    private async Task WriteRowsAsync(CancellationToken cancellationToken)
    {
        if (_rowsWritten)
            return;
        foreach (var cleared in _state.Cleared)
            await alerts.RemoveAsync(cleared, _state.Revision, cancellationToken);
        foreach (var episode in _state.Ended.Where(episode => !_endedRows.Contains(episode) || Owes(episode)))
            await alerts.PutAsync(RowOf(episode), cancellationToken);
        if (_state.Open is { } open)
            await alerts.PutAsync(RowOf(open), cancellationToken);
        _endedRows = _state.Ended;
        _rowsWritten = true;
    }

    private bool Owes(Episode episode) => _state.Outbox.Any(notice => notice.AlertId == episode.Id);

    private AlertRow RowOf(Episode episode)
    {
        var due = episode.ResolvedAt is null || Owes(episode) ? StockDecision.DueOf(_state) : null;
        return new AlertRow(
            episode.ToAlert(Key, _state.Level.Quantity),
            Key,
            _state.Revision,
            due,
            episode.ResolvedAt?.AddDays(options.Value.RetentionDays),
            episode.History);
    }

    // One-way: a decision never waits for mail. A team that is no longer owed hears so too.
    private void Offer()
    {
        if (_state.Outbox.IsEmpty && _offeredTo.Count == 0)
            return;
        foreach (var group in _state.Outbox.GroupBy(notice => notice.Team, StringComparer.Ordinal))
        {
            _ = GrainFactory.GetGrain<INotificationGrain>(group.Key).Owe(Key, [.. group]);
            _offeredTo.Add(group.Key);
        }

        foreach (var team in _offeredTo.Where(team => _state.Outbox.All(notice => notice.Team != team)).ToArray())
        {
            _ = GrainFactory.GetGrain<INotificationGrain>(team).Owe(Key, []);
            _offeredTo.Remove(team);
        }
    }

    private ProductAnswer Answer(Rule? rule, bool news, bool decided, ImmutableArray<Episode> shown, string? refused)
    {
        var changed = ImmutableArray.CreateBuilder<Alert>();
        foreach (var episode in _state.Ended.Where(episode => !shown.Contains(episode)))
            changed.Add(episode.ToAlert(Key, null));
        if (_state.Open is { } open && news)
            changed.Add(open.ToAlert(Key, _state.Level.Quantity));
        return new ProductAnswer
        {
            Level = _state.Level,
            Revision = _state.Revision,
            Tripwire = StockDecision.TripwireOf(_state, rule),
            Status = StatusOf(_state, rule),
            Open = _state.Open?.ToAlert(Key, _state.Level.Quantity),
            Deleted = _state.DeletedAt is not null,
            Due = StockDecision.DueOf(_state),
            Changed = changed.ToImmutable(),
            Refused = refused,
            Decided = decided,
        };
    }

    private static ProductStatus StatusOf(ProductState state, Rule? rule) => state.Open?.Status switch
    {
        AlertStatus.Pending => ProductStatus.Pending,
        AlertStatus.Firing => ProductStatus.Firing,
        AlertStatus.Acknowledged => ProductStatus.Acknowledged,
        AlertStatus.Snoozed => ProductStatus.Snoozed,
        _ => rule is null ? ProductStatus.Untracked : ProductStatus.Normal,
    };
}
