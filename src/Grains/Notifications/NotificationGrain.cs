using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Telemetry;

namespace RefillRadar.Grains.Notifications;

/// <summary>
/// Hosts <see cref="NotificationDecision"/> and <see cref="DeliveryDecision"/>. Queued notices live in memory, for the products hold them durably;
/// a batch is stored before each attempt to deliver it, and its outcome after.
/// </summary>
[GrainType("notification"), KeepAlive]
internal sealed partial class NotificationGrain(
    [PersistentState("notification", GrainStorage.Name)] IPersistentState<NotificationState> stored,
    IOptions<NotificationsOptions> options,
    RadarMetrics metrics,
    StopLimit stop,
    ISourceWatch source,
    Random random,
    TimeProvider time,
    ILogger<NotificationGrain> logger) : Grain, INotificationGrain
{
    private static readonly TimeSpan StepPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan HeldPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookAfter = TimeSpan.FromMilliseconds(100);
    private readonly NoticeQueue _queue = new();
    private IGrainTimer _timer = null!;
    private ImmutableArray<MailBatch> _unmarked = [];
    private DateTimeOffset _notBefore;
    private string? _stepError;
    private bool _running;
    private bool _looking;

    private string Team => this.GetPrimaryKeyString();

    private NotificationState State => stored.State;

    private IReadOnlyCollection<Notice> Ready => NotificationDecision.Ready(_queue.Waiting, source.IsSourceStale);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _timer = this.RegisterGrainTimer(RunAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        _unmarked = State.Unmarked;
        foreach (var batch in State.Sending is { } sending ? _unmarked.Add(sending) : _unmarked)
            _queue.Take(batch);
        // What was queued in an activation before this one is known to the products only.
        _ = GrainFactory.GetGrain<IOutboxSweep>(0).LookAhead();
        Schedule();
        return Task.CompletedTask;
    }

    public Task Offer(string key, ImmutableArray<Notice> notices)
    {
        _queue.Offer(key, notices, time.GetUtcNow());
        // While a batch is being sent nothing is decided, and its own timer is set.
        if (!_running && State.Sending is null)
            Look();
        return Task.CompletedTask;
    }

    // A decision looks at all that is queued: when thousands of products offer at once, one a moment later serves them all.
    private void Look()
    {
        if (_looking)
            return;
        _looking = true;
        var pause = _notBefore - Now();
        _timer.Change(pause > LookAfter ? pause : LookAfter, Timeout.InfiniteTimeSpan);
    }

    public Task<TeamNotices> Status()
    {
        var waiting = _queue.Waiting;
        var ready = Ready;
        var sending = State.Sending;
        return Task.FromResult(new TeamNotices(
            Team,
            waiting.Count,
            ready.Count > 0 ? ready.Min(notice => notice.At) : null,
            sending?.Count ?? 0,
            sending?.At,
            State.LastSentAt,
            sending?.Attempts ?? 0,
            sending?.AttemptAt is null ? sending?.RetryAt : null,
            _stepError ?? sending?.LastError,
            sending?.Unknown ?? 0,
            State.Failed,
            State.LastFailedAt,
            State.LastFailure,
            waiting.Count - ready.Count));
    }

    // A clock that was set back must hold nothing until it catches up.
    private DateTimeOffset Now()
    {
        var now = time.GetUtcNow();
        stored.State = State.ClampedTo(now);
        if (_notBefore > now + StepPause)
            _notBefore = now + StepPause;
        return now;
    }

    private void Schedule()
    {
        var now = Now();
        if (NextAt(now) is not { } next)
            return;
        next = next < _notBefore ? _notBefore : next;
        _timer.Change(next > now ? next - now : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private DateTimeOffset? NextAt(DateTimeOffset now)
    {
        if (!_unmarked.IsEmpty)
            return now;
        if (State.Sending is { } batch)
            return batch.IsUnderWay ? now : batch.RetryAt ?? now;
        var ready = Ready;
        var decision = NotificationDecision.Decide(ready, State.LastSentAt, now, options.Value);
        var next = decision.Reason == NotificationReason.DoNotNotify ? decision.At : now;
        var isHeld = ready.Count < _queue.Waiting.Count;
        return isHeld && (next is null || next > now + HeldPause) ? now + HeldPause : next;
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        _running = true;
        _looking = false;
        try
        {
            // Marks that are left over come first: a delivery may take long.
            var marked = await StepAsync(MarkAsync, cancellationToken);
            var delivered = await StepAsync(DeliverAsync, cancellationToken);
            if (marked && delivered && await StepAsync(MarkAsync, cancellationToken))
                _stepError = null;
        }
        finally
        {
            _running = false;
            Schedule();
        }
    }

    private async Task<bool> StepAsync(Func<CancellationToken, Task> step, CancellationToken cancellationToken)
    {
        try
        {
            await step(cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _stepError = exception.Message;
            LogStepFailed(logger, exception, Team);
            _notBefore = time.GetUtcNow() + StepPause;
            return false;
        }
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
