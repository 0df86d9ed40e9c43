using RefillRadar.Grains.Board;
using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Notifications;
using static RefillRadar.Grains.Health.HealthWords;

namespace RefillRadar.Grains.Health;

/// <summary>Decides whether teams get their notifications.</summary>
public static class NotificationHealth
{
    private const string Remedy = "Check RefillRadar:Smtp, or the SNS topic and its subscriptions. The System page shows every team.";
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(5);

    // Nobody may have seen the notifications of an e-mail that failed.
    private static readonly TimeSpan FailureShown = TimeSpan.FromHours(1);

    /// <summary>Whether e-mails are accepted, in time.</summary>
    internal static HealthItem Of(SystemStatus system, NotificationsOptions options)
    {
        // Every row has a team: no team at all means that nobody could be asked.
        if (system.Mailer is null || (system.Teams.IsEmpty && system.Thresholds is not { Rows: 0 }))
            return HealthDecision.Silent(HealthNames.Notifications, "It is unknown whether notifications are sent.");
        var silent = system.Unanswered.Count(what => what.StartsWith(SystemStatus.NoticesOf, StringComparison.Ordinal));
        if (silent > 0)
            return HealthDecision.Silent(HealthNames.Notifications, $"{Count(silent, "team")} {(silent == 1 ? "does" : "do")} not respond.");
        if (system.Teams.MaxBy(team => team.Tries) is { Tries: > 0 } retrying)
            return Failing($"Retrying the e-mail to {retrying.Team}{For(retrying.SendingSince, system.At)} ({Attempts(retrying)}): {Sentence(retrying.LastError)}");
        if (system.Teams.MaxBy(team => team.LastFailedAt) is { } failed && HasFailed(failed, system.At))
            return Failing($"An e-mail to {failed.Team} failed {Span(system.At - failed.LastFailedAt!.Value)} ago: {Sentence(failed.LastFailure)}");
        if (system.Operators.Delivery is { } operators && (operators.Tries > 0 || HasFailed(operators, system.At)))
            return new(HealthNames.Notifications, HealthStatus.Attention, $"The e-mail to operators was not sent: {Sentence(operators.LastError ?? operators.LastFailure)}", Remedy);
        if (system.Mailer is { LastErrorAt: { } at } mailer && system.At - at < Recent)
            return new(HealthNames.Notifications, HealthStatus.Attention, $"{Span(system.At - at)} ago: {Sentence(mailer.LastError)}", Remedy);
        var late = options.GroupWait + options.GroupInterval + TimeSpan.FromMinutes(1);
        if (system.Teams.Min(Oldest) is { } oldest && system.At - oldest > late)
            return new(HealthNames.Notifications, HealthStatus.Attention, $"A notification has been queued for {Span(system.At - oldest)}.", Remedy);
        var queued = system.Teams.Sum(team => team.Queued - team.Held + team.Sending);
        return new(HealthNames.Notifications, HealthStatus.Ok, queued == 0 ? "No notifications queued." : $"{Count(queued, "notification")} queued for the next e-mail.");
    }

    /// <summary>Whether an e-mail of the team failed a short time ago.</summary>
    public static bool HasFailed(TeamNotices team, DateTimeOffset now) => team.LastFailedAt is { } at && now - at < FailureShown;

    /// <summary>How many attempts an e-mail took so far, and how many of them nobody confirmed.</summary>
    public static string Attempts(TeamNotices team) => Count(team.Tries, "attempt") + (team.Unknown > 0 ? $", {team.Unknown} unconfirmed" : "");

    private static string For(DateTimeOffset? since, DateTimeOffset now) => now > since ? $" for {Span(now - since.Value)}" : "";

    private static HealthItem Failing(string reason) => new(HealthNames.Notifications, HealthStatus.Failing, reason, Remedy);

    private static DateTimeOffset? Oldest(TeamNotices team) =>
        team.OldestAt < team.SendingSince || team.SendingSince is null ? team.OldestAt : team.SendingSince;
}
