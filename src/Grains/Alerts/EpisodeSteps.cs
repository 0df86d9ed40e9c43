using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Grains.Alerts;

/// <summary>The steps of an episode: each takes the state of a product to the next one.</summary>
internal static class EpisodeSteps
{
    /// <summary>Opens an episode at a level that is low.</summary>
    public static ProductState Begin(ProductState state, string key, Rule rule, DateTimeOffset now, decimal quantity)
    {
        var severity = SeverityOf(quantity);
        var number = state.Episodes + 1;
        var open = new Episode
        {
            Id = Episode.IdOf(key, state.Level.Seen.Last, number),
            Rule = rule,
            Status = AlertStatus.Pending,
            Severity = severity,
            Worst = severity,
            OpenedAt = now,
        }.With(new AlertEvent(now, "opened", quantity, $"{quantity} is at or below {rule.Threshold}: line {rule.Line}, matched by {rule.MatchedBy}"));
        return Tick(state with { Open = open, Episodes = number }, key, now);
    }

    /// <summary>What time alone brings: the end of a hold, of a snooze, of a repeat interval.</summary>
    public static ProductState Tick(ProductState state, string key, DateTimeOffset now)
    {
        var open = state.Open!;
        var quantity = state.Level.Quantity ?? 0;
        if (open.Status == AlertStatus.Pending)
        {
            if (now < open.OpenedAt + open.Rule.Hold)
                return state;
            open = (open with { Status = AlertStatus.Firing, FiredAt = now }).With(new AlertEvent(now, "fired", quantity));
            return Outbox.Queue(state with { Open = open }, key, open, NoticeKind.Firing, now);
        }

        if (open.Status == AlertStatus.Snoozed && open.SnoozedUntil <= now)
            return Wake(state, key, now, new AlertEvent(now, "unsnoozed", quantity, "the snooze is over"), repeat: true);
        return RepeatAt(state) <= now
            ? Outbox.Queue(state, key, open, open.Notifications == 0 ? NoticeKind.Firing : NoticeKind.Repeat, now)
            : state;
    }

    /// <summary>Ends a snooze.</summary>
    public static ProductState Wake(ProductState state, string key, DateTimeOffset now, AlertEvent step, bool repeat)
    {
        var open = (state.Open! with
        {
            Status = AlertStatus.Firing,
            SnoozedUntil = null,
            AcknowledgedAt = null,
            AcknowledgedBy = null,
        }).With(step);
        state = state with { Open = open };
        if (open.Notifications == 0 || (open.Severity == AlertSeverity.Out && !open.OutNotified))
            return Outbox.Queue(state, key, open, open.Notifications == 0 ? NoticeKind.Firing : NoticeKind.SeverityRaised, now);
        return repeat ? Outbox.Queue(state, key, open, NoticeKind.Repeat, now) : state;
    }

    /// <summary>Takes over the severity of a level that is still low.</summary>
    public static ProductState Weigh(ProductState state, string key, DateTimeOffset now, decimal quantity)
    {
        var open = state.Open!;
        var severity = SeverityOf(quantity);
        if (severity == open.Severity)
            return state;
        var raised = severity > open.Severity;
        open = (open with { Severity = severity, Worst = severity > open.Worst ? severity : open.Worst })
            .With(new AlertEvent(now, raised ? "severityRaised" : "severityLowered", quantity));
        state = state with { Open = open };
        if (!raised || open.OutNotified || open.Status is AlertStatus.Pending or AlertStatus.Snoozed)
            return state;
        open = open with { Status = AlertStatus.Firing, AcknowledgedAt = null, AcknowledgedBy = null };
        return Outbox.Queue(state with { Open = open }, key, open, NoticeKind.SeverityRaised, now);
    }

    /// <summary>A level that is no longer low: ends the episode, or begins to wait for <c>keep_firing</c>.</summary>
    public static ProductState Recover(
        ProductState state, string key, ResolvedReason reason, DateTimeOffset now, decimal quantity, decimal before)
    {
        var open = state.Open!;
        if (open.Status == AlertStatus.Pending)
            return Outbox.Withdraw(state with { Open = null, Cleared = state.Cleared.Add(open.Id) }, open.Id);
        var received = open.Received ?? StockQuantity.Received(before, quantity);
        if (reason == ResolvedReason.ThresholdChanged || open.Rule.KeepFiring <= TimeSpan.Zero
            || open.RecoveredAt + open.Rule.KeepFiring <= now)
            return End(state, key, reason, now, quantity, reason == ResolvedReason.Restocked ? received : null);
        if (open.RecoveredAt is not null)
            return state;
        open = (open with { RecoveredAt = now, Received = received }).With(new AlertEvent(now, "recovered", quantity));
        return state with { Open = open };
    }

    /// <summary>Ends the episode. A pending one leaves no trace.</summary>
    public static ProductState End(
        ProductState state, string key, ResolvedReason reason, DateTimeOffset now, decimal quantity, decimal? received)
    {
        var open = state.Open!;
        if (open.Status == AlertStatus.Pending)
            return Outbox.Withdraw(state with { Open = null, Cleared = state.Cleared.Add(open.Id) }, open.Id);
        var ended = (open with
        {
            Status = AlertStatus.Resolved,
            ResolvedAt = now,
            ResolvedReason = reason,
            Received = received,
            FinalQuantity = quantity,
            RecoveredAt = null,
        }).With(new AlertEvent(now, "resolved", quantity, Words(reason)));
        state = Outbox.Withdraw(state, open.Id);
        state = state with { Open = null, Ended = state.Ended.Add(ended) };
        return ended.Notifications > 0 && !IsSilent(ended) ? Outbox.Queue(state, key, ended, NoticeKind.Resolved, now) : state;
    }

    /// <summary>When the notification of a firing alert is repeated; null when never.</summary>
    public static DateTimeOffset? RepeatAt(ProductState state) =>
        state.Open is { Status: AlertStatus.Firing, RecoveredAt: null, TriedAt: { } last } open
        && open.Rule.Repeat > TimeSpan.Zero && state.Outbox.All(notice => notice.AlertId != open.Id)
            ? last + open.Rule.Repeat
            : null;

    /// <summary>Whether the end sends no notification: it came within a snooze until a time. A snooze until the restock ends with it.</summary>
    public static bool IsSilent(Episode ended) =>
        ended.SnoozedUntil is { } until && until != Episode.UntilRestock && until > ended.ResolvedAt;

    private static AlertSeverity SeverityOf(decimal quantity) => quantity <= 0 ? AlertSeverity.Out : AlertSeverity.Low;

    private static string Words(ResolvedReason reason) => reason switch
    {
        ResolvedReason.Restocked => "restocked",
        ResolvedReason.Discontinued => "discontinued",
        ResolvedReason.ThresholdChanged => "threshold changed",
        _ => "no longer tracked",
    };
}
