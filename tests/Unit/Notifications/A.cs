using System.Globalization;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Notifications;

namespace RefillRadar.Tests.Unit.Notifications;

/// <summary>Notices and mails to try things on.</summary>
internal static class A
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static Notice Notice(string name = "Lamp", string key = "7", int number = 1) => new()
    {
        Id = $"{key}-{number}",
        AlertId = key,
        Key = key,
        Kind = NoticeKind.Firing,
        At = Noon,
        Team = "floor",
        ProductName = name,
        Quantity = 5,
        Threshold = 20,
        OpenedAt = Noon,
    };

    /// <summary>A notice written as kind, severity and second.</summary>
    public static Notice NoticeAt(string words)
    {
        var word = words.Split(' ');
        return Notice() with
        {
            Kind = Enum.Parse<NoticeKind>(word[0]),
            Severity = Enum.Parse<AlertSeverity>(word[1], ignoreCase: true),
            At = Noon.AddSeconds(double.Parse(word[2], CultureInfo.InvariantCulture)),
        };
    }

    public static Mail Mail(params Notice[] notices) =>
        MailComposer.Compose("floor", notices, NotificationReason.FirstNotification, Noon, "http://localhost:8080/");
}
