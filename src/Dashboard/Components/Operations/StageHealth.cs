using RefillRadar.Dashboard.Components.Common;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Notifications;

namespace RefillRadar.Dashboard.Components.Operations;

/// <summary>How a stage is, decided from its numbers alone.</summary>
/// <param name="State">In a word.</param>
/// <param name="Why">In a sentence.</param>
public sealed record StageHealth(StageState State, string Why)
{
    // A change should be here within a second.
    private const double BusyLag = 2;
    private const double LateLag = 30;

    // Most changes decide nothing: so many calls a second are a start, or a threshold file that changed.
    private const double ManyDecisions = 1_000;
    private const int ManyNotices = 1_000;

    // Levels are written within a minute, so twice missed is late.
    private static readonly TimeSpan LateWrite = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(5);

    // Nobody may have seen the notifications of an e-mail that failed.
    private static readonly TimeSpan FailureShown = TimeSpan.FromHours(1);

    /// <summary>Whether the source is heard of.</summary>
    public static StageHealth OfSource(SystemStatus status)
    {
        return status.Feed is not { } feed ? Silent()
            : feed.SeenAt is not { } seen ? new(StageState.Behind, "Nothing was heard since the cluster started.")
            : status.Stats?.FeedStale == true ? new(StageState.Behind, $"Nothing was heard for {Show.Span(Age(seen, status))}.")
            : new(StageState.Ok, "It is heard of.");
    }

    /// <summary>Whether changes come in time, and once.</summary>
    public static StageHealth OfIngest(SystemStatus status)
    {
        if (status.Partitions.IsEmpty)
            return Silent();

        if (status.Rates is not { } rates)
            return new(StageState.Ok, "Measured from the next look on.");

        // The lag is that of the newest change: while nothing comes it says nothing of now.
        var lag = rates.Changes > 0 ? status.Feed?.LagSeconds ?? 0 : 0;
        return lag >= LateLag ? new(StageState.Behind, $"Changes come {Show.Lag(lag)} after their commit.")
            : rates.Duplicates > rates.Changes && rates.Duplicates >= 1 ? new(StageState.Busy, "Mostly what was seen before: it is delivered again.")
            : lag >= BusyLag ? new(StageState.Busy, $"Changes come {Show.Lag(lag)} after their commit.")
            : new(StageState.Ok, rates.Changes > 0 ? "Changes are taken in as they come." : "No change comes now.");
    }

    /// <summary>Whether all partitions answer, know their levels and have written them.</summary>
    public static StageHealth OfPartitions(SystemStatus status)
    {
        if (status.Partitions.IsEmpty)
            return Silent();

        var missing = StockPartitions.Count - status.Partitions.Length;
        var stale = status.Partitions.Count(partition => partition.Stats.Stale);
        return missing > 0 ? new(StageState.Failing, $"{missing} of {StockPartitions.Count} do not answer.")
            : LastError(status, ofProduct: false) is { } error ? new(StageState.Failing, error)
            : stale > 0 ? new(StageState.Behind, $"{stale} read changes since their snapshot again.")
            : status.Partitions.Min(partition => partition.DirtySince) is { } dirty && status.At - dirty > LateWrite
                ? new(StageState.Behind, $"Levels were not written for {Show.Span(status.At - dirty)}.")
            : new(StageState.Ok, "All answer.");
    }

    /// <summary>Whether products that could decide something answer, and what they decide is stored.</summary>
    public static StageHealth OfDecisions(SystemStatus status)
    {
        return status.Partitions.IsEmpty ? Silent()
            : status.Rates is { Failed: > 0 } rates ? new(StageState.Failing, $"{Show.Rate(rates.Failed)} changes a second fail and come again.")
            : LastError(status, ofProduct: true) is { } error ? new(StageState.Failing, error)
            : status.Rates is { Decisions: >= ManyDecisions } many ? new(StageState.Busy, $"{Show.Rate(many.Decisions)} products a second are asked.")
            : new(StageState.Ok, "What is asked is decided.");
    }

    /// <summary>Whether the alert store answers, and what is due is done.</summary>
    public static StageHealth OfAlerts(SystemStatus status)
    {
        return status.Overdue switch
        {
            null => Silent(),
            0 => new(StageState.Ok, "Nothing is overdue."),
            >= SystemStatus.MaxOverdue => new(StageState.Failing, $"{Show.Number((long)SystemStatus.MaxOverdue)} products or more are overdue."),
            { } count => new(StageState.Behind, $"{Show.Number((long)count)} {(count == 1 ? "product is" : "products are")} overdue."),
        };
    }

    /// <summary>Whether teams get their notifications in time.</summary>
    public static StageHealth OfNotices(SystemStatus status, NotificationsOptions options)
    {
        // Every row has a team: no team at all means that nobody could be asked.
        if (status.Teams.IsEmpty && status.Thresholds is not { Rows: 0 })
            return Silent();

        var silent = status.Unanswered.Count(what => what.StartsWith(SystemStatus.NoticesOf, StringComparison.Ordinal));
        var queued = status.Teams.Sum(team => team.Owed + team.Sending);
        var late = options.GroupWait + options.GroupInterval + TimeSpan.FromMinutes(1);
        return silent > 0 ? new(StageState.Failing, $"{silent} {(silent == 1 ? "team does" : "teams do")} not answer.")
            : status.Teams.MaxBy(team => team.Tries) is { Tries: > 0 } retrying ? new(StageState.Failing, DeliveryWords.Retrying(retrying, status.At))
            : status.Teams.MaxBy(team => team.LastFailedAt) is { } failed && HasFailed(failed, status)
                ? new(StageState.Failing, DeliveryWords.Failed(failed, status.At))
            : status.Teams.Min(Oldest) is { } oldest && status.At - oldest > late ? new(StageState.Behind, $"A notification has waited for {Show.Span(status.At - oldest)}.")
            : queued >= ManyNotices ? new(StageState.Busy, $"{Show.Number((long)queued)} notifications are queued.")
            : new(StageState.Ok, queued == 0 ? "No notifications queued." : "Notifications wait for their group's e-mail.");
    }

    /// <summary>Whether e-mails are accepted.</summary>
    public static StageHealth OfSender(SystemStatus status)
    {
        return status.Mailer is not { } mailer ? Silent()
            : mailer.LastErrorAt is { } at && status.At - at < Recent
                ? new(StageState.Failing, $"{Show.Span(Age(at, status))} ago: {mailer.LastError}")
            : new(StageState.Ok, DeliveryWords.Sending(mailer));
    }

    /// <summary>Whether an e-mail of the team failed a short time ago.</summary>
    public static bool HasFailed(TeamNotices team, SystemStatus status) => team.LastFailedAt is { } at && status.At - at < FailureShown;

    private static StageHealth Silent() => new(StageState.NoAnswer, "It could not be asked.");

    private static DateTimeOffset? Oldest(TeamNotices team) =>
        team.OldestAt < team.SendingSince || team.SendingSince is null ? team.OldestAt : team.SendingSince;

    // Errors of products bear the product's key; the others are the partition's own.
    private static string? LastError(SystemStatus status, bool ofProduct)
    {
        return status.Partitions.Select(partition => partition.Counts)
            .Where(counts => counts.LastErrorAt is { } at && status.At - at < Recent
                && counts.LastError!.StartsWith("product ", StringComparison.Ordinal) == ofProduct)
            .MaxBy(counts => counts.LastErrorAt) is { } counts
            ? $"{Show.Span(Age(counts.LastErrorAt!.Value, status))} ago: {counts.LastError}"
            : null;
    }

    private static TimeSpan Age(DateTimeOffset at, SystemStatus status) => status.At > at ? status.At - at : TimeSpan.Zero;
}
