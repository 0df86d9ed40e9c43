using RefillRadar.Dashboard.Components.Common;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Components.Operations;

/// <summary>The stages in the order in which a change goes through them, each with its numbers.</summary>
internal static class StageList
{
    private const string Unknown = "–";

    public static IReadOnlyList<Stage> Of(SystemStatus status, NotificationsOptions options)
    {
        return
        [
            new("source", "Source", StageHealth.OfSource(status), Source(status)),
            new("ingest", "Ingest", StageHealth.OfIngest(status), Ingest(status)),
            new("partitions", "Partitions", StageHealth.OfPartitions(status), Partitions(status)),
            new("decisions", "Decisions", StageHealth.OfDecisions(status), Decisions(status)),
            new("alerts", "Alert store", StageHealth.OfAlerts(status), Alerts(status)),
            new("notices", "Notices", StageHealth.OfNotices(status, options), Notices(status)),
            new("sender", "Mail sender", StageHealth.OfSender(status), Sender(status)),
        ];
    }

    /// <summary>For those who look for a moment: the stages that are not well, worst first.</summary>
    public static string Summary(IReadOnlyList<Stage> stages)
    {
        var parts =
            from stage in stages
            where stage.Health.State != StageState.Ok
            group stage.Name by stage.Health.State into state
            orderby state.Key descending
            select $"{Show.Words(state.Key)}: {string.Join(", ", state)}.";
        var summary = string.Join(' ', parts);
        return summary.Length == 0 ? "All stages are OK." : summary;
    }

    private static StageFact[] Source(SystemStatus status)
    {
        return
        [
            new("Heard", status.Feed?.SeenAt is { } seen ? RelativeTime.Text(seen, status.At) : status.Feed is null ? Unknown : "never"),
            new("Lag", status.Feed?.SeenAt is null ? Unknown : Show.Lag(status.Feed.LagSeconds)),
            new("Feed", status.Stats is not { } stats ? Unknown : stats.FeedStale ? "stale" : "live", status.Stats?.FeedStale == true),
        ];
    }

    private static StageFact[] Ingest(SystemStatus status)
    {
        return
        [
            new("Changes", PerSecond(status.Rates?.Changes)),
            new("Seen before", PerSecond(status.Rates?.Duplicates)),
            new("Quarantined", Number(status.Stats?.Quarantined), status.Stats?.Quarantined > 0),
        ];
    }

    private static StageFact[] Partitions(SystemStatus status)
    {
        var any = !status.Partitions.IsEmpty;
        var dirty = any ? status.Partitions.Min(partition => partition.DirtySince) : null;
        return
        [
            new("Products", any ? Show.Number(status.Partitions.Sum(partition => (long)partition.Stats.Tracked + partition.Stats.Untracked)) : Unknown),
            new("Unwritten for", dirty is { } since ? Show.Span(status.At > since ? status.At - since : TimeSpan.Zero) : any ? "0 s" : Unknown),
            new("Answer", $"{status.Partitions.Length} of {StockPartitions.Count}", status.Partitions.Length < StockPartitions.Count),
        ];
    }

    private static StageFact[] Decisions(SystemStatus status)
    {
        return
        [
            new("Asked", PerSecond(status.Rates?.Decisions)),
            new("Pending", Number(status.Stats?.Pending)),
            new("Failed", PerSecond(status.Rates?.Failed), status.Rates?.Failed > 0),
        ];
    }

    private static StageFact[] Alerts(SystemStatus status)
    {
        return
        [
            new("Opened today", Number(status.Stats?.OpenedToday)),
            new("Open", Number(status.Stats?.Low + status.Stats?.Out)),
            new("Overdue", status.Overdue >= SystemStatus.MaxOverdue ? $"{Show.Number((long)SystemStatus.MaxOverdue)}+" : Number(status.Overdue), status.Overdue > 0),
        ];
    }

    private static StageFact[] Notices(SystemStatus status)
    {
        var oldest = status.Teams.Min(team => team.OldestAt);
        var retried = status.Teams.Sum(team => team.Tries);
        var failed = status.Teams.Sum(team => team.Failed);
        return
        [
            new("Queued", Show.Number(status.Teams.Sum(team => (long)team.Owed + team.Sending))),
            new("Oldest", oldest is { } at ? Show.Span(status.At > at ? status.At - at : TimeSpan.Zero) : Unknown),
            new("Failed attempts", Show.Number((long)retried), retried > 0),
            new("Failed e-mails", Show.Number(failed), status.Teams.Any(team => StageHealth.HasFailed(team, status))),
        ];
    }

    private static StageFact[] Sender(SystemStatus status)
    {
        return
        [
            new("Sent", Number(status.Mailer?.Sent)),
            new("Retried", Number(status.Mailer?.Retried)),
            new("Unconfirmed", Number(status.Mailer?.Unknown), status.Mailer?.Unknown > 0),
            new("Rejected", Number(status.Mailer?.Rejected), status.Mailer?.Rejected > 0),
        ];
    }

    private static string PerSecond(double? rate) => rate is null ? Unknown : Show.Rate(rate) + "/s";

    private static string Number(long? value) => value is { } number ? Show.Number(number) : Unknown;
}
