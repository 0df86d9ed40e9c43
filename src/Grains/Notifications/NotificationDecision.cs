using RefillRadar.Grains.Configuration;

namespace RefillRadar.Grains.Notifications;

/// <summary>Whether a team gets a mail now, and why; if not, when to ask again.</summary>
/// <param name="Reason">Why, or <see cref="NotificationReason.DoNotNotify"/>.</param>
/// <param name="At">When to ask again; null when there is nothing to tell.</param>
internal readonly record struct NotificationDecision(NotificationReason Reason, DateTimeOffset? At)
{
    /// <summary>
    /// What may be sent now. While the source is stale nobody knows whether a resolved alert still is: its notification waits until data
    /// arrives again.
    /// </summary>
    public static IReadOnlyCollection<Notice> Ready(IReadOnlyCollection<Notice> owed, bool isSourceStale) =>
        isSourceStale ? [.. owed.Where(notice => notice.Kind != NoticeKind.Resolved)] : owed;

    /// <summary>
    /// Stock-outs wait a second for others and then for ten seconds since the last mail; everything else waits for the group:
    /// <c>group_wait</c> after a time of quiet, <c>group_interval</c> since the last mail otherwise. A mail takes along all that is owed.
    /// </summary>
    public static NotificationDecision Decide(
        IReadOnlyCollection<Notice> owed, DateTimeOffset? lastSentAt, DateTimeOffset now, NotificationsOptions options)
    {
        if (owed.Count == 0)
            return new NotificationDecision(NotificationReason.DoNotNotify, null);
        var oldest = owed.Min(notice => notice.At);
        var quiet = lastSentAt is not { } last || oldest - last >= options.GroupInterval;
        var at = quiet ? oldest + options.GroupWait : lastSentAt!.Value + options.GroupInterval;
        if (owed.Any(notice => notice.IsUrgent))
        {
            var urgent = owed.Where(notice => notice.IsUrgent).Min(notice => notice.At) + options.UrgentWait;
            if (lastSentAt + options.UrgentInterval is { } free && free > urgent)
                urgent = free;
            at = urgent < at ? urgent : at;
        }

        return at > now
            ? new NotificationDecision(NotificationReason.DoNotNotify, at)
            : new NotificationDecision(ReasonOf(owed, quiet), null);
    }

    private static NotificationReason ReasonOf(IReadOnlyCollection<Notice> owed, bool quiet)
    {
        if (owed.Any(notice => notice.Kind == NoticeKind.SeverityRaised))
            return NotificationReason.SeverityRaised;
        if (owed.Any(notice => notice.Kind == NoticeKind.Firing))
            return quiet ? NotificationReason.FirstNotification : NotificationReason.NewAlertsInGroup;
        return owed.All(notice => notice.Kind == NoticeKind.Resolved)
            ? NotificationReason.AllAlertsResolved
            : NotificationReason.RepeatIntervalElapsed;
    }
}
