using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Grains.Alerts;

/// <summary>
/// What a level means for a product: the episode state machine, as a pure function from state to state.
/// <c>Normal → Pending → Firing → (Acknowledged | Snoozed) → Resolved</c>.
/// </summary>
internal static class StockDecision
{
    /// <summary>Longest time between two offers of what is owed.</summary>
    private static readonly TimeSpan MaxOfferInterval = TimeSpan.FromMinutes(8);

    /// <summary>One change, in the source's order. A change that is not after the last one looked at changes nothing.</summary>
    public static ProductState Change(ProductState state, string key, Rule? rule, in StockChange change, DateTimeOffset now)
    {
        if (!change.Position.IsAfter(state.Level.Position))
            return state;
        var before = state.Level.Quantity;
        var position = state.Level.Position.Then(change.Position);
        if (change.Operation == StockOperation.Delete)
        {
            var last = state.Open is null ? null : before;
            state = state with { Level = new StockLevel(null, position), DeletedAt = now };
            return state.Open is null ? state : End(state, key, ResolvedReason.Discontinued, now, last ?? 0, null);
        }

        var quantity = change.Quantity ?? before;
        state = state with
        {
            Level = new StockLevel(quantity, position),
            DeletedAt = quantity is null ? state.DeletedAt : null,
        };
        return Evaluate(state, key, rule, now, before);
    }

    /// <summary>Looks at the level again: the rule may be another, or something may be due.</summary>
    public static ProductState Evaluate(ProductState state, string key, Rule? rule, DateTimeOffset now) =>
        Evaluate(state, key, rule, now, state.Level.Quantity);

    /// <summary>The band in which the next level cannot change anything.</summary>
    public static Tripwire TripwireOf(ProductState state, Rule? rule)
    {
        if (state.Level.Quantity is not { } quantity || state.DeletedAt is not null)
            return Tripwire.None;
        if (rule is null)
            return Tripwire.All;
        if (state.Open is not { } open)
            return Tripwire.Between(rule.Threshold, null);
        if (open.RecoveredAt is not null)
            return Tripwire.Between(rule.RecoveryThreshold, null);
        return quantity <= 0
            ? Tripwire.Between(null, 0)
            : Tripwire.Between(0, open.Status == AlertStatus.Pending ? rule.Threshold : rule.RecoveryThreshold);
    }

    /// <summary>When the product has to be looked at again though nothing changes; null when never.</summary>
    public static DateTimeOffset? DueOf(ProductState state)
    {
        DateTimeOffset? due = state.Outbox.IsEmpty ? null : state.OfferedAt + OfferInterval(state.Offers);
        if (state.Open is not { } open)
            return due;
        if (open.Status == AlertStatus.Pending)
            due = Earlier(due, open.OpenedAt + open.Rule.Hold);
        if (open.RecoveredAt is { } recovered)
            due = Earlier(due, recovered + open.Rule.KeepFiring);
        else if (open.SnoozedUntil is { } until && until != Episode.UntilRestock)
            due = Earlier(due, until);
        return RepeatAt(state) is { } repeat ? Earlier(due, repeat) : due;
    }

    /// <summary>Acts as a person asked. The sentence says why not; null when done.</summary>
    public static (ProductState State, string? Refused) Act(
        ProductState state, string key, string alertId, AlertAction action, DateTimeOffset now)
    {
        if (state.Open is not { } open || open.Id != alertId)
            return (state, "The alert is resolved.");
        if (open.Status == AlertStatus.Pending)
            return (state, "The alert is pending: nobody has been told yet.");
        var quantity = state.Level.Quantity ?? 0;
        AlertEvent Step(string what, string? reason = null) => new(now, what, quantity, reason, action.By, action.Note);
        switch (action.Kind)
        {
            case AlertActionKind.Acknowledge:
                open = open with
                {
                    Status = AlertStatus.Acknowledged,
                    AcknowledgedAt = now,
                    AcknowledgedBy = action.By,
                    SnoozedUntil = null,
                };
                return (Withdraw(state with { Open = open.With(Step("acknowledged")) }, open.Id, NoticeKind.Repeat), null);
            case AlertActionKind.Snooze:
                open = open with
                {
                    Status = AlertStatus.Snoozed,
                    SnoozedUntil = action.Until ?? Episode.UntilRestock,
                    AcknowledgedBy = action.By,
                    // What is withdrawn untold has to be told when it wakes.
                    OutTold = open.OutTold && !state.Outbox.Any(notice => notice.AlertId == open.Id && notice.IsUrgent),
                };
                var reason = action.Until is { } until ? $"until {until.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC" : "until restocked";
                return (Withdraw(state with { Open = open.With(Step("snoozed", reason)) }, open.Id), null);
            case AlertActionKind.Unsnooze when open.Status == AlertStatus.Snoozed:
                return (Wake(state, key, now, Step("unsnoozed"), repeat: false), null);
            default:
                return (state, null);
        }
    }

    /// <summary>Takes note that a notice was sent, or never will be.</summary>
    public static ProductState Mark(ProductState state, string key, NoticeMark mark)
    {
        var owed = state.Outbox.Any(notice => notice.Id == mark.NoticeId);
        if (owed)
            state = state with { Outbox = state.Outbox.RemoveAll(notice => notice.Id == mark.NoticeId), Offers = 0 };
        var quantity = state.Level.Quantity ?? 0;
        var number = mark.Number;
        // A mail that was under way when a snooze withdrew its notice told it all the same.
        bool IsOutTold(Episode episode) => episode.OutNotice > 0 && number >= episode.OutNotice;
        Episode Noted(Episode episode) => (mark.Sent
            ? episode with { Notifications = episode.Notifications + 1, LastNotifiedAt = mark.At, TriedAt = mark.At, Marked = number, OutTold = episode.OutTold || IsOutTold(episode) }
            : episode with { TriedAt = mark.At, Marked = number }).With(new AlertEvent(mark.At, mark.Sent ? "notified" : "notificationRefused", episode.FinalQuantity ?? quantity, mark.Reason));

        if (state.Open is { } open && open.Id == mark.AlertId)
        {
            if (open.Marked >= number)
                return state;
            state = state with { Open = Noted(open) };
            return mark.Sent && !owed && IsOutTold(open) ? Withdraw(state, open.Id, NoticeKind.SeverityRaised) : state;
        }

        var index = state.Ended.IndexOf(state.Ended.FirstOrDefault(episode => episode.Id == mark.AlertId)!);
        if (index < 0 || state.Ended[index].Marked >= number)
            return state;
        var ended = state.Ended[index];
        var noted = Noted(ended);
        state = state with { Ended = state.Ended.SetItem(index, noted) };
        // Its mail was under way when it resolved: the team heard of it after all, so it is owed the end.
        return !owed && mark.Sent && ended.Notifications == 0 && !IsSilent(ended)
            ? Owe(state, key, noted, NoticeKind.Resolved, mark.At)
            : state;
    }

    private static ProductState Evaluate(
        ProductState state, string key, Rule? rule, DateTimeOffset now, decimal? before)
    {
        if (state.Level.Quantity is { } quantity && state.DeletedAt is null)
            state = Judge(state, key, rule, now, quantity, before ?? quantity);
        else if (state.Open is not null && rule is null)
            state = End(state, key, ResolvedReason.Untracked, now, 0, null);
        return Offer(state, now);
    }

    private static ProductState Judge(
        ProductState state, string key, Rule? rule, DateTimeOffset now, decimal quantity, decimal before)
    {
        if (state.Open is not { } open)
            return rule is not null && quantity <= rule.Threshold ? Begin(state, key, rule, now, quantity) : state;
        if (rule is null)
            return End(state, key, ResolvedReason.Untracked, now, quantity, null);
        var reason = quantity > open.Rule.RecoveryThreshold ? ResolvedReason.Restocked : ResolvedReason.ThresholdChanged;
        if (rule != open.Rule)
            state = state with { Open = open = open with { Rule = rule } };

        if (quantity > (open.Status == AlertStatus.Pending ? rule.Threshold : rule.RecoveryThreshold))
            return Recover(state, key, reason, now, quantity, before);
        if (open.RecoveredAt is not null)
            state = state with { Open = open = open with { RecoveredAt = null, Received = null } };
        state = Weigh(state, key, now, quantity);
        return Tick(state, key, now);
    }

    private static ProductState Begin(ProductState state, string key, Rule rule, DateTimeOffset now, decimal quantity)
    {
        var severity = SeverityOf(quantity);
        var number = state.Episodes + 1;
        var open = new Episode
        {
            Id = Episode.IdOf(key, state.Level.Position, number),
            Rule = rule,
            Status = AlertStatus.Pending,
            Severity = severity,
            Worst = severity,
            OpenedAt = now,
        }.With(new AlertEvent(now, "opened", quantity, $"{quantity} is at or under {rule.Threshold}: line {rule.Line}, matched by {rule.MatchedBy}"));
        return Tick(state with { Open = open, Episodes = number }, key, now);
    }

    // What time alone brings: the end of a hold, of a snooze, of a repeat interval.
    private static ProductState Tick(ProductState state, string key, DateTimeOffset now)
    {
        var open = state.Open!;
        var quantity = state.Level.Quantity ?? 0;
        if (open.Status == AlertStatus.Pending)
        {
            if (now < open.OpenedAt + open.Rule.Hold)
                return state;
            open = (open with { Status = AlertStatus.Firing, FiredAt = now }).With(new AlertEvent(now, "fired", quantity));
            return Owe(state with { Open = open }, key, open, NoticeKind.Firing, now);
        }

        if (open.Status == AlertStatus.Snoozed && open.SnoozedUntil <= now)
            return Wake(state, key, now, new AlertEvent(now, "unsnoozed", quantity, "the snooze is over"), repeat: true);
        return RepeatAt(state) <= now
            ? Owe(state, key, open, open.Notifications == 0 ? NoticeKind.Firing : NoticeKind.Repeat, now)
            : state;
    }

    private static ProductState Wake(ProductState state, string key, DateTimeOffset now, AlertEvent step, bool repeat)
    {
        var open = (state.Open! with
        {
            Status = AlertStatus.Firing,
            SnoozedUntil = null,
            AcknowledgedAt = null,
            AcknowledgedBy = null,
        }).With(step);
        state = state with { Open = open };
        if (open.Notifications == 0 || (open.Severity == AlertSeverity.Out && !open.OutTold))
            return Owe(state, key, open, open.Notifications == 0 ? NoticeKind.Firing : NoticeKind.SeverityRaised, now);
        return repeat ? Owe(state, key, open, NoticeKind.Repeat, now) : state;
    }

    private static ProductState Weigh(ProductState state, string key, DateTimeOffset now, decimal quantity)
    {
        var open = state.Open!;
        var severity = SeverityOf(quantity);
        if (severity == open.Severity)
            return state;
        var raised = severity > open.Severity;
        open = (open with { Severity = severity, Worst = severity > open.Worst ? severity : open.Worst })
            .With(new AlertEvent(now, raised ? "severityRaised" : "severityLowered", quantity));
        state = state with { Open = open };
        if (!raised || open.OutTold || open.Status is AlertStatus.Pending or AlertStatus.Snoozed)
            return state;
        open = open with { Status = AlertStatus.Firing, AcknowledgedAt = null, AcknowledgedBy = null };
        return Owe(state with { Open = open }, key, open, NoticeKind.SeverityRaised, now);
    }

    private static ProductState Recover(
        ProductState state, string key, ResolvedReason reason, DateTimeOffset now, decimal quantity, decimal before)
    {
        var open = state.Open!;
        if (open.Status == AlertStatus.Pending)
            return Withdraw(state with { Open = null, Cleared = state.Cleared.Add(open.Id) }, open.Id);
        var received = open.Received ?? Math.Max(0, quantity - before);
        if (reason == ResolvedReason.ThresholdChanged || open.Rule.KeepFiring <= TimeSpan.Zero
            || open.RecoveredAt + open.Rule.KeepFiring <= now)
            return End(state, key, reason, now, quantity, reason == ResolvedReason.Restocked ? received : null);
        if (open.RecoveredAt is not null)
            return state;
        open = (open with { RecoveredAt = now, Received = received }).With(new AlertEvent(now, "recovered", quantity));
        return state with { Open = open };
    }

    private static ProductState End(
        ProductState state, string key, ResolvedReason reason, DateTimeOffset now, decimal quantity, decimal? received)
    {
        var open = state.Open!;
        if (open.Status == AlertStatus.Pending)
            return Withdraw(state with { Open = null, Cleared = state.Cleared.Add(open.Id) }, open.Id);
        var ended = (open with
        {
            Status = AlertStatus.Resolved,
            ResolvedAt = now,
            ResolvedReason = reason,
            Received = received,
            FinalQuantity = quantity,
            RecoveredAt = null,
        }).With(new AlertEvent(now, "resolved", quantity, Words(reason)));
        state = Withdraw(state, open.Id);
        state = state with { Open = null, Ended = state.Ended.Add(ended) };
        return ended.Notifications > 0 && !IsSilent(ended) ? Owe(state, key, ended, NoticeKind.Resolved, now) : state;
    }

    // A notice that is owed already and not yet sent gives way to the newer one: one product, one line in the mail.
    private static ProductState Owe(ProductState state, string key, Episode episode, NoticeKind kind, DateTimeOffset now)
    {
        state = Withdraw(state, episode.Id);
        var number = episode.Notices + 1;
        var isOut = episode.Severity == AlertSeverity.Out;
        var told = episode with { Notices = number, OutTold = episode.OutTold || isOut, OutNotice = isOut && episode.OutNotice == 0 ? number : episode.OutNotice };
        var notice = new Notice
        {
            Id = $"{episode.Id}-{number}",
            AlertId = episode.Id,
            Key = key,
            Kind = kind,
            At = now,
            Team = episode.Rule.Team,
            ProductName = episode.Rule.Name,
            Category = episode.Rule.Category,
            Severity = kind == NoticeKind.Resolved ? episode.Worst : episode.Severity,
            Quantity = episode.FinalQuantity ?? state.Level.Quantity ?? 0,
            Threshold = episode.Rule.Threshold,
            OpenedAt = episode.OpenedAt,
            Received = episode.Received,
            ResolvedReason = episode.ResolvedReason,
        };
        state = state with { Outbox = state.Outbox.Add(notice), OfferedAt = now, Offers = 0 };
        return state.Open?.Id == episode.Id
            ? state with { Open = told }
            : state with { Ended = [.. state.Ended.Select(ended => ended.Id == episode.Id ? told : ended)] };
    }

    private static ProductState Withdraw(ProductState state, string alertId, NoticeKind? kind = null)
    {
        bool Gone(Notice notice) => notice.AlertId == alertId && (kind is null || notice.Kind == kind);
        return state.Outbox.Any(Gone) ? state with { Outbox = state.Outbox.RemoveAll(Gone) } : state;
    }

    private static ProductState Offer(ProductState state, DateTimeOffset now) =>
        !state.Outbox.IsEmpty && state.OfferedAt + OfferInterval(state.Offers) <= now
            ? state with { OfferedAt = now, Offers = state.Offers + 1 }
            : state;

    private static DateTimeOffset? RepeatAt(ProductState state) =>
        state.Open is { Status: AlertStatus.Firing, RecoveredAt: null, TriedAt: { } last } open
        && open.Rule.Repeat > TimeSpan.Zero && state.Outbox.All(notice => notice.AlertId != open.Id)
            ? last + open.Rule.Repeat
            : null;

    private static TimeSpan OfferInterval(int offers) =>
        offers >= 3 ? MaxOfferInterval : TimeSpan.FromMinutes(1 << offers);

    private static AlertSeverity SeverityOf(decimal quantity) => quantity <= 0 ? AlertSeverity.Out : AlertSeverity.Low;

    private static DateTimeOffset Earlier(DateTimeOffset? left, DateTimeOffset right) =>
        left is { } other && other < right ? other : right;

    // An episode that ends within a snooze until a time ends silently; a snooze until the restock ends with it.
    private static bool IsSilent(Episode ended) =>
        ended.SnoozedUntil is { } until && until != Episode.UntilRestock && until > ended.ResolvedAt;

    private static string Words(ResolvedReason reason) => reason switch
    {
        ResolvedReason.Restocked => "restocked",
        ResolvedReason.Discontinued => "discontinued",
        ResolvedReason.ThresholdChanged => "threshold changed",
        _ => "no longer tracked",
    };
}
