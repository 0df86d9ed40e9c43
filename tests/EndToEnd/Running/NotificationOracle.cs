namespace RefillRadar.Tests.EndToEnd.Running;

/// <summary>
/// Whether everything was sent that alerts ask for, and nothing else, judged by what the e-mails say. The line of an open alert names the second
/// in which it opened; the line of a resolved alert does not say which episode ended, so those are counted for each product.
/// </summary>
internal static class NotificationOracle
{
    /// <summary>The products of these alerts whose e-mails are not exactly what their alerts ask for; none once everything was sent and marked.</summary>
    public static string[] Wrong(IEnumerable<AlertItem> alerts, IEnumerable<NoticeLine> lines)
    {
        var sent = lines.ToLookup(line => line.ProductId);
        return [.. alerts.GroupBy(alert => alert.ProductId)
            .SelectMany(product => Wrong([.. product], [.. sent[product.Key]])
                .Select(wrong => $"Product {product.Key}: {wrong}. Sent: {string.Join(", ", sent[product.Key])}. Alerts:\n{string.Join('\n', product)}\n"))];
    }

    private static IEnumerable<string> Wrong(AlertItem[] alerts, NoticeLine[] lines)
    {
        var ends = lines.Count(line => line.IsResolved);
        var notified = alerts.Count(alert => alert is { Status: "resolved", Notifications: > 0 });
        if (ends != notified)
            yield return $"{notified} alerts resolved after a notification, {ends} ends were sent";
        foreach (var alert in alerts.Where(alert => alert is { Status: "firing", Notifications: 0 }))
            yield return $"no notification of the open alert {alert.Id}";
        var counted = alerts.Sum(alert => alert.Notifications);
        if (counted != lines.Length)
            yield return $"{counted} notifications are counted, {lines.Length} were sent";

        var openings = lines.Where(line => !line.IsResolved).ToLookup(line => line.LowSince);
        var opened = alerts.ToLookup(alert => (DateTimeOffset?)Second(alert.OpenedAt));
        foreach (var second in opened.Select(second => second.Key).Union(openings.Select(second => second.Key)))
        {
            if (WrongIn([.. opened[second]], [.. openings[second]]) is { } wrong)
                yield return $"{wrong} of what opened at {second:u}";
        }
    }

    // An alert is told once as low, once as out of stock, or both.
    private static string? WrongIn(AlertItem[] alerts, NoticeLine[] openings)
    {
        var notified = alerts.Count(alert => alert.Notifications > 0);
        if (openings.Length < notified)
            return $"{notified} alerts count a notification, {openings.Length} were sent";
        var most = openings.CountBy(line => line.What).Select(what => what.Value).DefaultIfEmpty().Max();
        return most > notified ? $"{most} notifications of one kind for {notified} notified alerts" : null;
    }

    private static DateTimeOffset Second(DateTimeOffset time) => time.AddTicks(-(time.UtcTicks % TimeSpan.TicksPerSecond));
}
