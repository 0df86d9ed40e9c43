using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Notifications;

namespace RefillRadar.Grains.Alerts;

/// <summary>
/// The notifications of a product that are not sent yet. They are part of its state, so that a decision and what it has to say are one
/// write; the team's grain gets them as hints, which are repeated until each is marked.
/// </summary>
internal static class Outbox
{
    private static readonly TimeSpan MaxInterval = TimeSpan.FromMinutes(8);

    /// <summary>
    /// Queues what an episode has to say. A notification of it that was not sent yet gives way: one product, one line in the e-mail.
    /// </summary>
    public static ProductState Queue(ProductState state, string key, Episode episode, NoticeKind kind, DateTimeOffset now)
    {
        state = Withdraw(state, episode.Id);
        var number = episode.Notices + 1;
        var isOut = episode.Severity == AlertSeverity.Out;
        var told = episode with { Notices = number, OutNotified = episode.OutNotified || isOut, OutNotice = isOut && episode.OutNotice == 0 ? number : episode.OutNotice };
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

    /// <summary>Removes the notifications of an alert, or those of one kind.</summary>
    public static ProductState Withdraw(ProductState state, string alertId, NoticeKind? kind = null)
    {
        bool Gone(Notice notice) => notice.AlertId == alertId && (kind is null || notice.Kind == kind);
        return state.Outbox.Any(Gone) ? state with { Outbox = state.Outbox.RemoveAll(Gone) } : state;
    }

    /// <summary>Counts an offer to the teams where one is due.</summary>
    public static ProductState CountOffer(ProductState state, DateTimeOffset now) =>
        DueOf(state) <= now ? state with { OfferedAt = now, Offers = state.Offers + 1 } : state;

    /// <summary>When the outbox is offered to the teams again; null when it is empty.</summary>
    public static DateTimeOffset? DueOf(ProductState state) =>
        state.Outbox.IsEmpty ? null : state.OfferedAt + IntervalAfter(state.Offers);

    private static TimeSpan IntervalAfter(int offers) => offers >= 3 ? MaxInterval : TimeSpan.FromMinutes(1 << offers);
}
