using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Notifications;

namespace RefillRadar.Grains.Alerts;

/// <summary>What the fate of a notification means for its episode, as a pure function.</summary>
internal static class DeliveryMark
{
    /// <summary>The state once it is known that a notification was sent, or never will be.</summary>
    public static ProductState Apply(ProductState state, string key, NoticeMark mark)
    {
        var owed = state.Outbox.Any(notice => notice.Id == mark.NoticeId);
        if (owed)
            state = state with { Outbox = state.Outbox.RemoveAll(notice => notice.Id == mark.NoticeId), Offers = 0 };
        var quantity = state.Level.Quantity ?? 0;
        var number = mark.Number;
        // A mail that was under way when a snooze withdrew its notice told it all the same.
        bool IsOutNotified(Episode episode) => episode.OutNotice > 0 && number >= episode.OutNotice;
        Episode Noted(Episode episode) => (mark.Sent
            ? episode with { Notifications = episode.Notifications + 1, LastNotifiedAt = mark.At, TriedAt = mark.At, Marked = number, OutNotified = episode.OutNotified || IsOutNotified(episode) }
            : episode with { TriedAt = mark.At, Marked = number }).With(new AlertEvent(mark.At, mark.Sent ? "notified" : "notificationRefused", episode.FinalQuantity ?? quantity, mark.Reason));

        if (state.Open is { } open && open.Id == mark.AlertId)
        {
            if (open.Marked >= number)
                return state;
            state = state with { Open = Noted(open) };
            return mark.Sent && !owed && IsOutNotified(open) ? Outbox.Withdraw(state, open.Id, NoticeKind.SeverityRaised) : state;
        }

        var index = state.Ended.IndexOf(state.Ended.FirstOrDefault(episode => episode.Id == mark.AlertId)!);
        if (index < 0 || state.Ended[index].Marked >= number)
            return state;
        var ended = state.Ended[index];
        var noted = Noted(ended);
        state = state with { Ended = state.Ended.SetItem(index, noted) };
        // Its mail was under way when it resolved: the team heard of it after all, so it is owed the end.
        return !owed && mark.Sent && ended.Notifications == 0 && !EpisodeSteps.IsSilent(ended)
            ? Outbox.Queue(state, key, noted, NoticeKind.Resolved, mark.At)
            : state;
    }
}
