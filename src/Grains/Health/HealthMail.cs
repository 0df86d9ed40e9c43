using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RefillRadar.Grains.Notifications;

namespace RefillRadar.Grains.Health;

/// <summary>Writes the e-mail to operators.</summary>
internal static class HealthMail
{
    /// <summary>The e-mail. Its batch id comes from what it says alone, so that another attempt is the same message.</summary>
    /// <param name="team">Team of the operators.</param>
    /// <param name="news">What it says.</param>
    /// <param name="notified">When operators were notified of what has recovered.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="publicUrl">Address of the pages.</param>
    public static Mail Compose(string team, HealthNews news, ImmutableDictionary<string, NotifiedHealth> notified, DateTimeOffset now, string publicUrl)
    {
        var isFailing = !news.Failing.IsEmpty;
        return new Mail
        {
            BatchId = BatchIdOf(team, news, notified),
            At = now,
            Subject = MailText.Ascii($"RefillRadar: {Summary(news)}", MailText.MaxSubject),
            Body = BodyOf(news, now, publicUrl.TrimEnd('/')),
            Attributes = ImmutableDictionary.CreateRange<string, string>(
                [new("team", team), new("severity", "health"), new("status", isFailing ? "firing" : "resolved")]),
        };
    }

    private static string Summary(HealthNews news) => string.Join("; ", new[]
    {
        Names([.. news.Failing.Where(item => item.Status == HealthStatus.Failing)], "failing"),
        Names([.. news.Failing.Where(item => item.Status != HealthStatus.Failing)], "needs attention"),
        Names([.. news.Recovered.Where(item => item.Status == HealthStatus.Ok)], "recovered"),
        Names([.. news.Recovered.Where(item => item.Status != HealthStatus.Ok)], "no longer failing"),
    }.Where(part => part.Length > 0));

    private static string Names(ImmutableArray<HealthItem> items, string state) => items.IsEmpty ? "" : $"{string.Join(", ", items.Select(item => item.Name))} {state}";

    private static string BodyOf(HealthNews news, DateTimeOffset now, string publicUrl)
    {
        var body = new StringBuilder();
        foreach (var item in news.Failing)
        {
            body.Append(CultureInfo.InvariantCulture, $"{(item.Status == HealthStatus.Failing ? "FAILING" : "NEEDS ATTENTION")}: {item.Name}\n  {MailText.OneLine(item.Reason, 1000)}\n");
            if (item.Remedy is { } remedy)
                body.Append(CultureInfo.InvariantCulture, $"  {MailText.OneLine(remedy, 1000)}\n");
            body.Append(CultureInfo.InvariantCulture, $"  Since {Time(item.Since)}\n\n");
        }

        foreach (var item in news.Recovered)
            body.Append(CultureInfo.InvariantCulture, $"{(item.Status == HealthStatus.Ok ? "RECOVERED" : "NO LONGER FAILING")}: {item.Name}\n  {MailText.OneLine(item.Reason, 1000)}\n  Since {Time(item.Since)}\n\n");
        if (news.Failing.Any(item => item is { Name: HealthNames.Source, Status: HealthStatus.Failing, IsSilent: false }))
            body.Append("Until data arrives again, notifications about resolved alerts are held back.\n\n");
        body.Append(CultureInfo.InvariantCulture, $"Sent: {Time(now)}\nSystem: {publicUrl}/system\n");
        return body.ToString();
    }

    private static string BatchIdOf(string team, HealthNews news, ImmutableDictionary<string, NotifiedHealth> notified)
    {
        var ids = new[] { team }
            .Concat(news.Failing.Select(item => $"{item.Name} {item.Status} {item.Since:O}"))
            .Concat(news.Recovered.Select(item => $"{item.Name} recovered {notified.GetValueOrDefault(item.Name)?.At:O}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', ids))).AsSpan(0, 16));
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
