using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Partition;
using RefillRadar.Grains.Stock.Sweep;
using RefillRadar.Grains.Telemetry;

namespace RefillRadar.Grains.Notifications;

/// <summary>
/// The plumbing around <see cref="NotificationDecision"/>. What is owed lives in memory, for the products hold it durably;
/// a batch is stored before it is sent, and that it was sent is one write after.
/// </summary>
[GrainType("notification")]
internal sealed partial class NotificationGrain(
    [PersistentState("notification", GrainStorage.Name)] IPersistentState<NotificationState> stored,
    IOptions<NotificationsOptions> options,
    RadarMetrics metrics,
    TimeProvider time,
    ILogger<NotificationGrain> logger) : Grain, INotificationGrain
{
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan MarkRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookAfter = TimeSpan.FromMilliseconds(100);
    private readonly Dictionary<string, ImmutableArray<Notice>> _owed = new(StringComparer.Ordinal);
    private IGrainTimer _timer = null!;
    private ImmutableArray<MailBatch> _unmarked = [];
    private DateTimeOffset _notBefore;
    private int _tries;
    private string? _lastError;
    private bool _again;
    private bool _running;
    private bool _looking;

    private string Team => this.GetPrimaryKeyString();

    private NotificationState State => stored.State;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _timer = this.RegisterGrainTimer(RunAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        _unmarked = State.Unmarked;
        _again = State.Sending is not null;
        // What was owed to an activation before this one is known to the products only.
        _ = GrainFactory.GetGrain<ISweepGrain>(0).LookAhead();
        Schedule();
        return Task.CompletedTask;
    }

    public Task Owe(string key, ImmutableArray<Notice> notices)
    {
        var known = Batches().SelectMany(batch => batch.Notices.GetValueOrDefault(key, [])).ToHashSet(StringComparer.Ordinal);
        var owed = notices.RemoveAll(notice => known.Contains(notice.Id));
        if (owed.IsEmpty)
            _owed.Remove(key);
        else
            _owed[key] = owed;
        if (!_running)
            Look();
        return Task.CompletedTask;
    }

    // A decision looks at all that is owed: when thousands of products owe at once, one a moment later serves them all.
    private void Look()
    {
        if (_looking)
            return;
        _looking = true;
        var backoff = _notBefore - time.GetUtcNow();
        _timer.Change(backoff > LookAfter ? backoff : LookAfter, Timeout.InfiniteTimeSpan);
    }

    public Task<TeamNotices> Status()
    {
        var owed = _owed.Values.SelectMany(notices => notices).ToArray();
        var sending = State.Sending?.Notices.Sum(product => product.Value.Length) ?? 0;
        DateTimeOffset? oldest = owed.Length > 0 ? owed.Min(notice => notice.At) : null;
        DateTimeOffset? retryAt = State.Sending is not null && _tries > 0 ? _notBefore : null;
        return Task.FromResult(new TeamNotices(Team, owed.Length, oldest, sending, State.Sending?.At, State.LastSentAt, _tries, retryAt, _lastError));
    }

    private IEnumerable<MailBatch> Batches() => State.Sending is { } sending ? _unmarked.Append(sending) : _unmarked;

    private void Schedule()
    {
        var now = time.GetUtcNow();
        var at = State.Sending is not null || !_unmarked.IsEmpty ? now : Decide(now).At;
        if (State.Sending is null && _unmarked.IsEmpty && Decide(now).Reason != NotificationReason.DoNotNotify)
            at = now;
        if (at is not { } next)
            return;
        next = next < _notBefore ? _notBefore : next;
        _timer.Change(next > now ? next - now : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private NotificationDecision Decide(DateTimeOffset now) =>
        NotificationDecision.Decide([.. _owed.Values.SelectMany(notices => notices)], State.LastSentAt, now, options.Value);

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        _running = true;
        _looking = false;
        try
        {
            if (State.Sending is null)
                await CloseAsync(cancellationToken);
            if (State.Sending is { } batch)
                await SendAsync(batch, cancellationToken);
            if (!_unmarked.IsEmpty)
                await MarkAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _lastError = exception.Message;
            LogFailed(logger, exception, Team);
            _notBefore = time.GetUtcNow() + MarkRetry;
        }
        finally
        {
            _running = false;
            Schedule();
        }
    }

    private async Task CloseAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var decision = Decide(now);
        if (decision.Reason == NotificationReason.DoNotNotify)
            return;
        var notices = _owed.Values.SelectMany(owed => owed).OrderBy(notice => notice.At).Take(MailBatch.MaxNotices).ToArray();
        var batch = new MailBatch
        {
            Mail = MailComposer.Compose(Team, notices, decision.Reason, now, options.Value.PublicUrl),
            At = now,
            Reason = decision.Reason.ToString(),
            Notices = notices.GroupBy(notice => notice.Key, StringComparer.Ordinal)
                .ToImmutableDictionary(group => group.Key, group => group.Select(notice => notice.Id).ToImmutableArray()),
        };
        await WriteAsync(State with { Sending = batch, Unmarked = _unmarked }, cancellationToken);
        foreach (var notice in notices)
            Settle(notice);
        _tries = 0;
        _again = false;
    }

    private void Settle(Notice notice)
    {
        if (!_owed.TryGetValue(notice.Key, out var owed))
            return;
        owed = owed.RemoveAll(other => other.Id == notice.Id);
        if (owed.IsEmpty)
            _owed.Remove(notice.Key);
        else
            _owed[notice.Key] = owed;
    }

    private async Task SendAsync(MailBatch batch, CancellationToken cancellationToken)
    {
        var outcome = await GrainFactory.GetGrain<IMailerGrain>(0).Send(batch.Mail!);
        metrics.Mail(outcome.Kind.ToString().ToLowerInvariant(), batch.Notices.Sum(product => product.Value.Length), _again);
        if (outcome.Kind == MailOutcomeKind.Retry)
        {
            var delay = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, _tries++), LongestBackoff.TotalSeconds));
            _notBefore = time.GetUtcNow() + delay;
            _lastError = outcome.Reason;
            LogRetry(logger, batch.Mail!.BatchId, Team, outcome.Reason, delay);
            return;
        }

        var sent = outcome.Kind == MailOutcomeKind.Sent;
        _tries = 0;
        _lastError = sent ? null : outcome.Reason;
        if (sent)
            LogSent(logger, batch.Mail!.BatchId, Team, batch.Notices.Count, batch.Reason);
        else
            LogRejected(logger, batch.Mail!.BatchId, Team, outcome.Reason);
        var done = batch with { Mail = null, At = time.GetUtcNow(), Sent = sent, Reason = sent ? batch.Reason : outcome.Reason ?? "refused" };
        await WriteAsync(State with { Sending = null, LastSentAt = done.At, Unmarked = _unmarked.Add(done) }, cancellationToken);
        _unmarked = _unmarked.Add(done);
        _again = false;
    }

    // That all products know is not written: after a stop they are told again, which counts once.
    private async Task MarkAsync(CancellationToken cancellationToken)
    {
        var telling = _unmarked.SelectMany(batch => batch.Marks())
            .GroupBy(mark => StockPartitions.Of(mark.Key))
            .SelectMany(partition => partition.Chunk(256).Select(marks =>
                GrainFactory.GetGrain<IStockPartitionGrain>(partition.Key).Mark([.. marks], cancellationToken)));
        await Task.WhenAll(telling);
        _unmarked = [];
    }

    private async Task WriteAsync(NotificationState state, CancellationToken cancellationToken)
    {
        var before = stored.State;
        stored.State = state;
        try
        {
            await stored.WriteStateAsync(cancellationToken);
        }
        catch
        {
            stored.State = before;
            DeactivateOnIdle();
            throw;
        }
    }
}
