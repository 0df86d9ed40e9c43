using RefillRadar.Dashboard.Components.Common;
using RefillRadar.Grains.Notifications;

namespace RefillRadar.Dashboard.Components.Operations;

/// <summary>How the delivery of e-mails goes, in sentences.</summary>
internal static class DeliveryWords
{
    /// <summary>An e-mail that is retried: since when, how often, and why.</summary>
    public static string Retrying(TeamNotices team, DateTimeOffset now)
    {
        var since = team.SendingSince is { } start && now > start ? $" for {Show.Span(now - start)}" : "";
        return $"Retrying the e-mail to {team.Team}{since} ({Attempts(team)}): {team.LastError ?? "no reason given"}";
    }

    /// <summary>An e-mail that failed.</summary>
    public static string Failed(TeamNotices team, DateTimeOffset now)
    {
        var ago = team.LastFailedAt is { } at && now > at ? $" {Show.Span(now - at)} ago" : "";
        return $"An e-mail to {team.Team} failed{ago}: {team.LastFailure ?? "no reason given"}";
    }

    /// <summary>How many attempts an e-mail took so far, and how many of them nobody confirmed.</summary>
    public static string Attempts(TeamNotices team)
    {
        var unconfirmed = team.Unknown > 0 ? $", {Show.Number((long)team.Unknown)} unconfirmed" : "";
        return Show.Count(team.Tries, "attempt") + unconfirmed;
    }

    /// <summary>That e-mails are accepted, and what went wrong before.</summary>
    public static string Sending(MailerStatus mailer)
    {
        var past = new[]
        {
            mailer.Rejected > 0 ? $"{Show.Count(mailer.Rejected, "e-mail")} {(mailer.Rejected == 1 ? "was" : "were")} rejected" : "",
            mailer.Unknown > 0 ? $"{Show.Count(mailer.Unknown, "attempt")} {(mailer.Unknown == 1 ? "was" : "were")} not confirmed" : "",
        };
        var earlier = string.Join(" and ", past.Where(part => part.Length > 0));
        return earlier.Length == 0 ? "Sending." : $"Sending; {earlier} earlier.";
    }
}
