using System.Collections.Immutable;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Contracts;
using static RefillRadar.Grains.Health.HealthWords;

namespace RefillRadar.Grains.Health;

/// <summary>Decides how every part of the installation is, from what one process sees of it.</summary>
internal static class HealthDecision
{
    // A change should be here within a second.
    private const double LateLag = 30;
    private const long LittleSpace = 500L << 20;
    private const long NoSpace = 50L << 20;
    private const long NotAByte = 1L << 20;

    // Levels are written within a minute, so twice missed is late.
    private static readonly TimeSpan LateWrite = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(5);

    // A table that is loaded anew is emptied first.
    private static readonly TimeSpan ReloadTime = TimeSpan.FromMinutes(5);

    /// <summary>Every part, in the order of <see cref="HealthNames"/>; <see cref="HealthItem.Since"/> is not set.</summary>
    public static ImmutableArray<HealthItem> Of(HealthSigns signs) =>
    [
        Thresholds(signs.System),
        Source(signs),
        Ingest(signs.System),
        Decisions(signs.System),
        Stores(signs),
        Disk(signs.Disk),
        NotificationHealth.Of(signs.System, signs.Notifications),
        Quarantine(signs.System),
        Cluster(signs.System),
    ];

    private static HealthItem Thresholds(SystemStatus system) => system.Thresholds switch
    {
        null => Silent(HealthNames.Thresholds, "The thresholds could not be read.", isBlocking: true),
        { Version: null, IsMissing: false, Errors: [var first, ..] } refused => new(
            HealthNames.Thresholds, HealthStatus.Failing, $"The threshold file was refused, and no product can alert: {Sentence(first)}",
            $"Fix {refused.Source}. The Thresholds page lists every error.", IsBlocking: true),
        { Version: null } none => new(
            HealthNames.Thresholds, HealthStatus.Failing, "No threshold file. No product can alert until one is loaded.",
            $"Add one at {none.Source}, or set RefillRadar:Thresholds:Path.", IsBlocking: true),
        { IsMissing: true } missing => new(
            HealthNames.Thresholds, HealthStatus.Attention, $"{missing.Errors.FirstOrDefault() ?? "The threshold file cannot be read."} The one before it stays in force.", $"Check {missing.Source}."),
        { Held: { } held } => new(
            HealthNames.Thresholds, HealthStatus.Attention, $"{held} The one before it stays in force until this one has not changed for a while.", "Complete the file."),
        { RefusedAt: not null } refused => new(
            HealthNames.Thresholds, HealthStatus.Attention,
            $"The newest threshold file was refused ({Count(refused.Errors.Length, "error")}); the one before it stays in force.",
            $"Fix {refused.Source}. The Thresholds page lists every error."),
        var loaded => new(HealthNames.Thresholds, HealthStatus.Ok, $"{Count(loaded.Rows, "row")} of {loaded.Source}."),
    };

    private static HealthItem Source(HealthSigns signs)
    {
        const string Remedy = "Check that the database and the service that captures its changes are running, and that their records reach this address.";
        var staleAfter = TimeSpan.FromSeconds(signs.Feed.StaleAfterSeconds);
        if (signs.System.Feed is not { } feed)
            return Silent(HealthNames.Source, "It is unknown when data arrived last.");
        var quiet = signs.At - (feed.SeenAt ?? feed.Since ?? signs.Since);
        if (quiet > staleAfter)
        {
            var reason = feed.SeenAt is null ? $"No data since the first start {Span(quiet)} ago." : $"No data for {Span(quiet)}.";
            return new(HealthNames.Source, HealthStatus.Failing, $"{reason} Levels may be out of date.", Remedy);
        }

        if (feed.Emptied is { } emptied && signs.System.Partitions.Sum(partition => (long)partition.Stats.Outdated) is > 0 and var outdated)
        {
            return new(
                HealthNames.Source, HealthStatus.Attention,
                $"The table {emptied.Table} was truncated, dropped or renamed {Span(signs.At - emptied.At)} ago. {Count(outdated, "product")} still {(outdated == 1 ? "has its" : "have their")} level from before.",
                "Load the table again, or send a delete for each product that is gone.",
                IsReportable: signs.At - emptied.At > ReloadTime);
        }

        return feed.SeenAt is null
            ? new(HealthNames.Source, HealthStatus.Attention, "No data since the start.", Remedy)
            : new(HealthNames.Source, HealthStatus.Ok, "Receiving data.");
    }

    private static HealthItem Ingest(SystemStatus system)
    {
        if (system.Partitions.IsEmpty)
            return Silent(HealthNames.Ingest, "It is unknown how fast changes arrive.");
        // The lag is that of the newest change: while nothing comes it says nothing of now.
        if (system.Rates is { Changes: > 0 } && system.Feed?.LagSeconds >= LateLag)
            return new(HealthNames.Ingest, HealthStatus.Attention, $"Changes arrive {Span(TimeSpan.FromSeconds(system.Feed.LagSeconds))} after their commit.", "Check the lag of the stream and of the service that captures changes.");
        return new(HealthNames.Ingest, HealthStatus.Ok, system.Rates is { Changes: > 0 } ? "Changes are applied as they arrive." : "No changes at the moment.");
    }

    private static HealthItem Decisions(SystemStatus system)
    {
        const string Remedy = "The log has the cause. Failed changes are sent again by their source.";
        var missing = StockPartitions.Count - system.Partitions.Length;
        var reading = system.Partitions.Count(partition => partition.Stats.Stale);
        if (missing > 0)
            return Silent(HealthNames.Decisions, $"{missing} of {StockPartitions.Count} partitions do not respond. Their products cannot alert.", isBlocking: true);
        if (system.Rates is { Failed: > 0 })
            return new(HealthNames.Decisions, HealthStatus.Failing, LastError(system) ?? "Changes fail and are sent again.", Remedy);
        if (LastError(system) is { } error)
            return new(HealthNames.Decisions, HealthStatus.Attention, error, Remedy);
        if (reading > 0)
            return new(HealthNames.Decisions, HealthStatus.Attention, $"{Count(reading, "partition")} read changes again after an unclean stop. Levels may be out of date.");
        return system.Overdue switch
        {
            >= SystemStatus.MaxOverdue => new(HealthNames.Decisions, HealthStatus.Failing, $"{Count(SystemStatus.MaxOverdue, "product")} or more are overdue.", "The log has the cause."),
            > 0 => new(HealthNames.Decisions, HealthStatus.Attention, $"{Count(system.Overdue.Value, "product")} {(system.Overdue == 1 ? "is" : "are")} overdue."),
            _ => new(HealthNames.Decisions, HealthStatus.Ok, "Decisions are up to date."),
        };
    }

    private static HealthItem Stores(HealthSigns signs)
    {
        if (signs.WriteError is { } error)
            return new(HealthNames.Stores, HealthStatus.Failing, $"Nothing can be stored: {Sentence(error)} Changes are refused, and their source sends them again.", "Free disk space, or see the log for the cause.", IsBlocking: true);
        if (signs.IsWriteSilent || signs.Write is null)
            return Silent(HealthNames.Stores, "A write did not finish in time.", isBlocking: true);
        if (signs.System.Overdue is null)
            return Silent(HealthNames.Stores, "The alert store does not respond.", isBlocking: true);
        return signs.System.Partitions.Min(partition => partition.DirtySince) is { } dirty && signs.At - dirty > LateWrite
            ? new(HealthNames.Stores, HealthStatus.Attention, $"Levels have been unsaved for {Span(signs.At - dirty)}.", "The log has the cause.")
            : new(HealthNames.Stores, HealthStatus.Ok, "Writes succeed.");
    }

    private static HealthItem Disk(DiskSpace? disk) => disk switch
    {
        null => new(HealthNames.Disk, HealthStatus.Ok, "Nothing is kept on this machine's disk."),
        { FreeBytes: < LittleSpace } => new(
            HealthNames.Disk, disk.FreeBytes < NoSpace ? HealthStatus.Failing : HealthStatus.Attention, $"{Bytes(disk.FreeBytes)} are free at {disk.Path}. Nothing can be stored once the disk is full.", "Free disk space.",
            IsBlocking: disk.FreeBytes < NotAByte),
        _ => new(HealthNames.Disk, HealthStatus.Ok, $"{Bytes(disk.FreeBytes)} are free at {disk.Path}."),
    };

    private static HealthItem Quarantine(SystemStatus system) => system.Stats?.Quarantined switch
    {
        null => Silent(HealthNames.Quarantine, "It is unknown whether records are quarantined."),
        0 => new(HealthNames.Quarantine, HealthStatus.Ok, "No records are quarantined."),
        { } count => new(
            HealthNames.Quarantine, HealthStatus.Attention, $"{Count(count, "record")} could not be read and {(count == 1 ? "is" : "are")} quarantined.",
            "The Quarantine page shows why, and replays them once the cause is fixed."),
    };

    private static HealthItem Cluster(SystemStatus system)
    {
        var active = system.Silos.Count(silo => silo.Status == "Active");
        if (active == 0)
            return Silent(HealthNames.Cluster, "The servers of the cluster do not respond.", isBlocking: true);
        return system.Unanswered.IsEmpty
            ? new(HealthNames.Cluster, HealthStatus.Ok, $"{Count(active, "server")} {(active == 1 ? "is" : "are")} active.")
            : new(HealthNames.Cluster, HealthStatus.Attention, $"No response from: {Sentence(string.Join("; ", system.Unanswered.Take(3)))}", "The log has the cause.");
    }

    /// <summary>A part that did not answer.</summary>
    internal static HealthItem Silent(string name, string reason, bool isBlocking = false) =>
        new(name, HealthStatus.Failing, reason, "If this lasts, see the log and restart the server.", IsBlocking: isBlocking, IsSilent: true);

    private static string? LastError(SystemStatus system) => system.Partitions.Select(partition => partition.Counts)
        .Where(counts => counts.LastErrorAt is { } at && system.At - at < Recent).MaxBy(counts => counts.LastErrorAt) is { } counts
        ? $"{Span(system.At - counts.LastErrorAt!.Value)} ago: {Sentence(counts.LastError)}"
        : null;
}
