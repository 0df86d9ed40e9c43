using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Grains.Notifications;

/// <summary>A batch on its way: closed, attempted until it is sent or has failed, then marked at its products.</summary>
internal sealed partial class NotificationGrain
{
    private const string CutOff = "The sending process stopped during the attempt.";

    private async Task DeliverAsync(CancellationToken cancellationToken)
    {
        // Left by an activation that died, or that could not store the outcome: the server may have it.
        if (State.Sending is { IsUnderWay: true } left)
        {
            await ConcludeAsync(left, MailOutcome.Unknown(CutOff), cancellationToken);
            return;
        }

        var now = Now();
        var batch = State.Sending ?? Close(now);
        if (batch is null || batch.RetryAt > now)
            return;
        batch = batch with { AttemptAt = now };
        await WriteAsync(State with { Sending = batch, Unmarked = _unmarked }, cancellationToken);
        _queue.Take(batch);
        await ConcludeAsync(batch, await AttemptAsync(batch), cancellationToken);
    }

    private MailBatch? Close(DateTimeOffset now)
    {
        var ready = Ready;
        var decision = NotificationDecision.Decide(ready, State.LastSentAt, now, options.Value);
        if (decision.Reason == NotificationReason.DoNotNotify)
            return null;
        var notices = ready.OrderBy(notice => notice.At).Take(MailBatch.MaxNotices).ToArray();
        return new MailBatch
        {
            Mail = MailComposer.Compose(Team, notices, decision.Reason, now, options.Value.PublicUrl),
            At = now,
            Reason = decision.Reason.ToString(),
            Notices = notices.GroupBy(notice => notice.Key, StringComparer.Ordinal)
                .ToImmutableDictionary(group => group.Key, group => group.Select(notice => notice.Id).ToImmutableArray()),
        };
    }

    private async Task<MailOutcome> AttemptAsync(MailBatch batch)
    {
        if (batch.Unknown > 0)
            metrics.MailResent();
        try
        {
            return await GrainFactory.GetGrain<IMailerGrain>(0).Send(batch.Mail!).WaitAsync(stop.Calls);
        }
        catch (OperationCanceledException)
        {
            return MailOutcome.Unknown(CutOff);
        }
        catch (OrleansMessageRejectionException exception) when (exception is not SiloUnavailableException)
        {
            // Orleans rejects what it did not hand to the grain.
            LogNoAnswer(logger, exception, batch.Mail!.BatchId, Team);
            return MailOutcome.Retry("The server that sends e-mails did not accept the request.");
        }
        catch (Exception exception)
        {
            LogNoAnswer(logger, exception, batch.Mail!.BatchId, Team);
            return MailOutcome.Unknown("The server that sends e-mails did not respond.");
        }
    }

    private async Task ConcludeAsync(MailBatch batch, MailOutcome outcome, CancellationToken cancellationToken)
    {
        var tried = batch.After(outcome);
        var decision = DeliveryDecision.Decide(tried.Attempts, tried.Unknown, outcome, Now(), random.NextDouble());
        metrics.MailAttempted(outcome.Kind.ToString().ToLowerInvariant(), batch.Count);
        if (decision.RetryAt is { } at)
        {
            LogRetry(logger, batch.Mail!.BatchId, Team, tried.Attempts, outcome.Kind, outcome.Reason, at);
            await WriteAsync(State with { Sending = tried with { RetryAt = at }, Unmarked = _unmarked }, cancellationToken);
            return;
        }

        await FinishAsync(tried, decision.Failure, cancellationToken);
        if (outcome.Kind == MailOutcomeKind.Unknown)
            metrics.MailFailed();
        if (decision.Failure is null)
            LogSent(logger, batch.Mail!.BatchId, Team, batch.Count, batch.Reason);
        else
            LogFailed(logger, batch.Mail!.BatchId, Team, batch.Count, decision.Failure);
    }

    private async Task FinishAsync(MailBatch batch, string? failure, CancellationToken cancellationToken)
    {
        var now = Now();
        var done = batch with { Mail = null, At = now, Sent = failure is null, Reason = failure ?? batch.Reason };
        var state = State with { Sending = null, LastSentAt = now, Unmarked = _unmarked.Add(done) };
        if (failure is not null)
            state = state with { Failed = State.Failed + 1, LastFailedAt = now, LastFailure = failure };
        await WriteAsync(state, cancellationToken);
        _unmarked = state.Unmarked;
    }

    // That all products know is not written: after a stop they are told again, which counts once.
    private async Task MarkAsync(CancellationToken cancellationToken)
    {
        var marking = _unmarked.SelectMany(batch => batch.Marks())
            .GroupBy(mark => StockPartitions.Of(mark.Key))
            .SelectMany(partition => partition.Chunk(256).Select(marks =>
                GrainFactory.GetGrain<IMarkReceiver>(partition.Key).Mark([.. marks], cancellationToken)));
        await Task.WhenAll(marking);
        foreach (var batch in _unmarked)
            _queue.Settle(batch, time.GetUtcNow());
        _unmarked = [];
    }
}
