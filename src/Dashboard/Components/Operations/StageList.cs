using RefillRadar.Dashboard.Components.Common;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Health;

namespace RefillRadar.Dashboard.Components.Operations;

/// <summary>The parts of the installation in the order in which a change meets them, each with its numbers.</summary>
internal static class StageList
{
    private const string Unknown = "–";

    public static IReadOnlyList<Stage> Of(InstallationHealth health, SystemStatus status) =>
        [.. health.Items.Select(item => new Stage(NameOf(item.Name), item, FactsOf(item.Name, status)))];

    /// <summary>For those who look for a moment: what is not ok, worst first.</summary>
    public static string Summary(InstallationHealth health)
    {
        var parts =
            from item in health.Troubles
            group NameOf(item.Name) by item.Status into status
            select $"{Words(status.Key)}: {string.Join(", ", status)}.";
        var summary = string.Join(' ', parts);
        return summary.Length == 0 ? "Everything is OK." : summary;
    }

    /// <summary>A status as people read it.</summary>
    public static string Words(HealthStatus status) => status switch
    {
        HealthStatus.Ok => "OK",
        HealthStatus.Attention => "Needs attention",
        _ => "Failing",
    };

    /// <summary>A part's name as people read it.</summary>
    public static string NameOf(string item) => char.ToUpperInvariant(item[0]) + item[1..];

    private static StageFact[] FactsOf(string item, SystemStatus status) => item switch
    {
        HealthNames.Thresholds => [new("Rows", Number(status.Thresholds?.Rows)), new("Errors", Number(status.Thresholds?.Errors.Length), status.Thresholds?.Errors.Length > 0)],
        HealthNames.Source => Source(status),
        HealthNames.Ingest => Ingest(status),
        HealthNames.Decisions => [.. Decisions(status), .. Partitions(status)],
        HealthNames.Stores => Stores(status),
        HealthNames.Notifications => [.. Notifications(status), .. Sender(status)],
        HealthNames.Quarantine => [new("Records", Number(status.Stats?.Quarantined), status.Stats?.Quarantined > 0)],
        HealthNames.Cluster => [new("Servers", Number(status.Silos.Count(silo => silo.Status == "Active")))],
        _ => [],
    };

    private static StageFact[] Source(SystemStatus status)
    {
        return
        [
            new("Last data", status.Feed?.SeenAt is { } seen ? RelativeTime.Text(seen, status.At) : status.Feed is null ? Unknown : "never"),
            new("Lag", status.Feed?.SeenAt is null ? Unknown : Show.Lag(status.Feed.LagSeconds)),
        ];
    }

    private static StageFact[] Ingest(SystemStatus status)
    {
        return
        [
            new("Changes", PerSecond(status.Rates?.Changes)),
            new("Duplicates", PerSecond(status.Rates?.Duplicates)),
            .. (status.Feed?.SkippedBy ?? []).OrderBy(skipped => skipped.Key, StringComparer.Ordinal).Select(skipped => new StageFact($"Skipped: {skipped.Key}", Show.Number(skipped.Value))),
        ];
    }

    private static StageFact[] Partitions(SystemStatus status) =>
    [
        new("Products", status.Partitions.IsEmpty ? Unknown : Show.Number(status.Partitions.Sum(partition => (long)partition.Stats.Tracked + partition.Stats.Untracked))),
        new("Partitions", $"{status.Partitions.Length} of {StockPartitions.Count}", status.Partitions.Length < StockPartitions.Count),
    ];

    private static StageFact[] Decisions(SystemStatus status)
    {
        return
        [
            new("Decided", PerSecond(status.Rates?.Decisions)),
            new("Failed", PerSecond(status.Rates?.Failed), status.Rates?.Failed > 0),
            new("Pending", Number(status.Stats?.Pending)),
            new("Overdue", status.Overdue >= SystemStatus.MaxOverdue ? $"{Show.Number((long)SystemStatus.MaxOverdue)}+" : Number(status.Overdue), status.Overdue > 0),
        ];
    }

    private static StageFact[] Stores(SystemStatus status)
    {
        var dirty = status.Partitions.IsEmpty ? null : status.Partitions.Min(partition => partition.DirtySince);
        return
        [
            new("Alerts opened today", Number(status.Stats?.OpenedToday)),
            new("Open alerts", Number(status.Stats?.Low + status.Stats?.Out)),
            new("Unsaved for", dirty is { } since ? Show.Span(status.At > since ? status.At - since : TimeSpan.Zero) : status.Partitions.IsEmpty ? Unknown : "0 s"),
        ];
    }

    private static StageFact[] Notifications(SystemStatus status)
    {
        var oldest = status.Deliveries.Min(team => team.OldestAt);
        var retried = status.Deliveries.Sum(team => team.Tries);
        var failed = status.Deliveries.Sum(team => team.Failed);
        return
        [
            new("Queued", Show.Number(status.Deliveries.Sum(team => (long)team.Queued))),
            new("Sending", Show.Number(status.Deliveries.Sum(team => (long)team.Sending))),
            new("Oldest", oldest is { } at ? Show.Span(status.At > at ? status.At - at : TimeSpan.Zero) : Unknown),
            new("Failed attempts", Show.Number((long)retried), retried > 0),
            new("Failed e-mails", Show.Number(failed), status.Deliveries.Any(team => NotificationHealth.HasFailed(team, status.At))),
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
