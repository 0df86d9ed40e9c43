using System.Collections.Immutable;
using Orleans.Runtime;
using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Grains.Alerts;

/// <summary>
/// One product: hosts <see cref="StockDecision"/>. State first, then the alert rows, then the notifications; what a call before left
/// undone is done first. Runs in its grain, or in a test without Orleans.
/// </summary>
/// <param name="key">Stock key.</param>
/// <param name="stored">The stored state.</param>
/// <param name="alerts">The alert table.</param>
/// <param name="offer">Hands a team what the product has to say to it now, in place of what it had before; a hint that can be lost.</param>
/// <param name="options">How long resolved alerts are kept.</param>
/// <param name="time">The clock.</param>
internal sealed class Product(
    string key, IPersistentState<ProductState> stored, IAlertStore alerts, Action<string, ImmutableArray<Notice>> offer, AlertsOptions options, TimeProvider time)
{
    private static readonly TimeSpan ShownAgain = TimeSpan.FromMinutes(1);
    private ProductState _state = new();
    private ImmutableArray<Episode> _endedRows = [];
    private bool _rowsWritten;
    private bool _isFresh = true;

    /// <summary>Whether nothing is open and nothing waits to be sent: it need not stay in memory.</summary>
    public bool IsIdle => _state.Open is null && _state.Outbox.IsEmpty;

    /// <summary>Takes the stored state over. What the activation that wrote it decided last may not have reached the alert table.</summary>
    public void Activate()
    {
        _state = stored.State.NotAfter(time.GetUtcNow());
        _rowsWritten = !stored.RecordExists;
    }

    /// <summary>Decides. When it throws, memory may be ahead of what is stored: the product has to be activated anew.</summary>
    public async Task<ProductAnswer> DecideAsync(ProductCall call, CancellationToken cancellationToken)
    {
        // What an activation before this one decided last may not have reached those who watch.
        var late = !_rowsWritten;
        var recent = time.GetUtcNow() - ShownAgain;
        var shown = late ? _state.Ended.RemoveAll(episode => episode.ResolvedAt > recent) : _state.Ended;
        await WriteRowsAsync(cancellationToken);
        var before = _state.Settled();
        var (next, refused) = Decided(before, call);
        var decided = next.DiffersFrom(before);
        if (decided)
        {
            next = next with { Revision = Math.Max(before.Revision, call.Revision) + 1 };
            stored.State = next;
            await stored.WriteStateAsync(cancellationToken);
            _state = next;
            _rowsWritten = false;
            await WriteRowsAsync(cancellationToken);
        }

        _state = next;
        Offer(before, call.Marks);
        return Answer(call, decided || late, decided, shown, refused);
    }

    // A function: what fails in it fails each time.
    private (ProductState State, string? Refused) Decided(ProductState before, ProductCall call)
    {
        try
        {
            return Next(before, call);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new UndecidableException(exception.Message, exception);
        }
    }

    private (ProductState State, string? Refused) Next(ProductState before, ProductCall call)
    {
        var now = time.GetUtcNow();
        string? refused = null;
        var state = StockDecision.Adopt(before, call.Level, call.Revision);
        var isOld = call.IsStale;
        for (var index = 0; index < call.Changes.Length; index++)
        {
            var change = call.Changes[index];
            var isJudged = index < call.Judged;
            isOld &= isJudged || !state.Level.Seen.IsNews(change.Position);
            state = StockDecision.Change(state, key, isJudged ? state.Open?.Rule : call.Rule, change, now);
        }

        foreach (var mark in call.Marks)
            state = DeliveryMark.Apply(state, key, mark);
        if (call is { Action: { } action, AlertId: { } alertId })
            (state, refused) = OperatorAction.Apply(state, key, alertId, action, now);
        // An old level says nothing under a rule that came later; what it was decided by goes on.
        return (StockDecision.Evaluate(state, key, isOld ? state.Open?.Rule : call.Rule, now).DecidedAfter(before), refused);
    }

    private async Task WriteRowsAsync(CancellationToken cancellationToken)
    {
        if (_rowsWritten)
            return;
        foreach (var cleared in _state.Cleared)
            await alerts.RemoveAsync(cleared, _state.Revision, cancellationToken);
        foreach (var episode in _state.Ended.Where(episode => !_endedRows.Contains(episode) || IsQueued(episode)))
            await alerts.PutAsync(RowOf(episode), cancellationToken);
        if (_state.Open is { } open)
            await alerts.PutAsync(RowOf(open), cancellationToken);
        _endedRows = _state.Ended;
        _rowsWritten = true;
    }

    private bool IsQueued(Episode episode) => _state.Outbox.Any(notice => notice.AlertId == episode.Id);

    private AlertRow RowOf(Episode episode)
    {
        var due = episode.ResolvedAt is null || IsQueued(episode) ? StockDecision.DueOf(_state) : null;
        return new AlertRow(
            episode.ToAlert(key, _state.Level.Quantity),
            key,
            _state.Revision,
            due,
            episode.ResolvedAt?.AddDays(options.RetentionDays),
            episode.History);
    }

    // A team from which something was withdrawn gets what is left; a team that marked what it sent knows that itself.
    private void Offer(ProductState before, ImmutableArray<NoticeMark> marks)
    {
        var left = _state.Outbox.ToLookup(notice => notice.Team, StringComparer.Ordinal);
        foreach (var team in left)
            offer(team.Key, [.. team]);
        var withdrawn = before.Outbox.Where(notice => marks.All(mark => mark.NoticeId != notice.Id)).Select(notice => notice.Team);
        foreach (var team in withdrawn.Concat(Unnotified()).Where(team => !left.Contains(team)).Distinct(StringComparer.Ordinal))
            offer(team, []);
        _isFresh = false;
    }

    // An activation that ended between decision and offer may have left a team with what it then withdrew.
    private IEnumerable<string> Unnotified() => !_isFresh
        ? []
        : _state.Ended.Append(_state.Open).OfType<Episode>().Where(episode => episode.Notices > episode.Marked).Select(episode => episode.Rule.Team);

    private ProductAnswer Answer(ProductCall call, bool news, bool decided, ImmutableArray<Episode> shown, string? refused)
    {
        var changed = ImmutableArray.CreateBuilder<Alert>();
        foreach (var episode in _state.Ended.Where(episode => !shown.Contains(episode)))
            changed.Add(episode.ToAlert(key, null));
        if (_state.Open is { } open && news)
            changed.Add(open.ToAlert(key, _state.Level.Quantity));
        return new ProductAnswer
        {
            Level = _state.Level,
            Revision = Math.Max(_state.Revision, call.Revision),
            Tripwire = StockDecision.TripwireOf(_state, call.Rule),
            Status = StatusOf(_state, call.Rule),
            Open = _state.Open?.ToAlert(key, _state.Level.Quantity),
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
