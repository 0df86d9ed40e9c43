using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Grains.Notifications;

/// <summary>Writes the mail of one batch.</summary>
internal static class MailComposer
{
    private const int MaxLines = 200;
    private const int MaxName = 120;

    // SNS takes 256 KB, attributes included; the last product may still add a few.
    private const int MaxBytes = 200_000;

    /// <summary>The mail. Its batch id comes from team and notices alone.</summary>
    public static Mail Compose(
        string team, IReadOnlyCollection<Notice> notices, NotificationReason reason, DateTimeOffset now, string publicUrl)
    {
        var sorted = notices
            .OrderBy(notice => notice.Kind == NoticeKind.Resolved)
            .ThenByDescending(notice => notice.Severity)
            .ThenBy(notice => notice.ProductName, StringComparer.OrdinalIgnoreCase)
            .ThenBy(notice => notice.Key, StringComparer.Ordinal)
            .ToArray();
        return new Mail
        {
            BatchId = BatchIdOf(team, sorted),
            At = now,
            Subject = SubjectOf(team, sorted),
            Body = BodyOf(team, sorted, reason, now, publicUrl.TrimEnd('/')),
            Attributes = AttributesOf(team, sorted),
        };
    }

    private static string BatchIdOf(string team, Notice[] notices)
    {
        var ids = string.Join('\n', notices.Select(notice => notice.Id).Order(StringComparer.Ordinal).Prepend(team));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ids)).AsSpan(0, 16));
    }

    private static string SubjectOf(string team, Notice[] notices)
    {
        if (Same(notices, notice => notice.Key) is not null)
        {
            var only = notices[0];
            var start = notices.All(notice => notice.Kind == NoticeKind.Resolved) ? "Stock Alert: Resolved - " : "Stock Alert: ";
            var end = $" (ID: {MailText.Ascii(StockKey.Split(only.Key).ProductId, 40)})";
            return start + MailText.Ascii(only.ProductName, MailText.MaxSubject - start.Length - end.Length) + end;
        }

        var counts = new[]
        {
            (notices.Count(notice => notice.Kind != NoticeKind.Resolved && notice.Severity == AlertSeverity.Out), "out of stock"),
            (notices.Count(notice => notice.Kind != NoticeKind.Resolved && notice.Severity == AlertSeverity.Low), "low"),
            (notices.Count(notice => notice.Kind == NoticeKind.Resolved), "resolved"),
        };
        var summary = string.Join(", ", counts.Where(count => count.Item1 > 0).Select(count => $"{count.Item1} {count.Item2}"));
        return MailText.Ascii($"Stock Alert: {summary} (team {MailText.Ascii(team, 30)})", MailText.MaxSubject);
    }

    private static string BodyOf(string team, Notice[] notices, NotificationReason reason, DateTimeOffset now, string publicUrl)
    {
        var body = new StringBuilder();
        var longest = notices.Length == 1 ? int.MaxValue : MaxName;
        var listed = 0;
        for (var bytes = 0; listed < Math.Min(notices.Length, MaxLines) && bytes < MaxBytes; listed++)
        {
            var start = body.Length;
            AppendNotice(body, notices[listed], now, publicUrl, longest);
            bytes += Encoding.UTF8.GetByteCount(body.ToString(start, body.Length - start));
        }

        if (notices.Length > listed)
            body.Append(CultureInfo.InvariantCulture, $"And {notices.Length - listed} more: {publicUrl}/alerts\n\n");
        body.Append(CultureInfo.InvariantCulture, $"Team: {MailText.OneLine(team, MaxName)}\nReason: {reason}\nSent: {Time(now)}\nAll alerts: {publicUrl}/alerts\n");
        return body.ToString();
    }

    private static void AppendNotice(StringBuilder body, Notice notice, DateTimeOffset now, string publicUrl, int longest)
    {
        var (productId, warehouse) = StockKey.Split(notice.Key);
        var word = notice.Kind == NoticeKind.Resolved ? "RESOLVED" : notice.Severity == AlertSeverity.Out ? "OUT OF STOCK" : "LOW";
        var still = notice.Kind == NoticeKind.Repeat ? " (still)" : "";
        body.Append(CultureInfo.InvariantCulture, $"{word}{still}: {MailText.OneLine(notice.ProductName, longest)} (ID: {MailText.OneLine(productId, 256)})\n");
        body.Append(CultureInfo.InvariantCulture, $"  Quantity {notice.Quantity}, threshold {notice.Threshold}");
        if (warehouse is not null)
            body.Append(CultureInfo.InvariantCulture, $", warehouse {MailText.OneLine(warehouse, MaxName)}");
        if (notice.Category is not null)
            body.Append(CultureInfo.InvariantCulture, $", category {MailText.OneLine(notice.Category, MaxName)}");
        body.Append('\n');
        if (notice.Kind == NoticeKind.Resolved)
        {
            var received = notice.Received is > 0 ? $", {notice.Received} received" : "";
            body.Append(CultureInfo.InvariantCulture, $"  Low for {Span(notice.At - notice.OpenedAt)}{received}{Why(notice.ResolvedReason)}\n");
        }
        else
        {
            body.Append(CultureInfo.InvariantCulture, $"  Low since {Time(notice.OpenedAt)}\n");
        }

        body.Append(CultureInfo.InvariantCulture, $"  {publicUrl}/products/{Uri.EscapeDataString(notice.Key)}\n\n");
    }

    private static ImmutableDictionary<string, string> AttributesOf(string team, Notice[] notices)
    {
        var firing = notices.Any(notice => notice.Kind != NoticeKind.Resolved);
        var severity = notices.Any(notice => notice.Severity == AlertSeverity.Out && (!firing || notice.Kind != NoticeKind.Resolved)) ? "out" : "low";
        var attributes = ImmutableDictionary.CreateBuilder<string, string>();
        attributes["team"] = team;
        attributes["severity"] = severity;
        attributes["status"] = firing ? "firing" : "resolved";
        if (Same(notices, notice => StockKey.Split(notice.Key).Warehouse) is { Length: > 0 } warehouse)
            attributes["warehouse"] = warehouse;
        if (Same(notices, notice => notice.Category) is { Length: > 0 } category)
            attributes["category"] = category;
        return attributes.ToImmutable();
    }

    private static string? Same(Notice[] notices, Func<Notice, string?> value) =>
        notices.Select(value).Distinct().Take(2).ToArray() is [var same] ? same : null;

    private static string Why(ResolvedReason? reason) => reason switch
    {
        ResolvedReason.Discontinued => "; the product was removed",
        ResolvedReason.ThresholdChanged => "; the threshold was lowered",
        ResolvedReason.Untracked => "; it is no longer tracked",
        _ => "",
    };

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Span(TimeSpan span) => span switch
    {
        { TotalDays: >= 1 } => $"{(int)span.TotalDays} d {span.Hours} h",
        { TotalHours: >= 1 } => $"{(int)span.TotalHours} h {span.Minutes} min",
        { TotalMinutes: >= 1 } => $"{(int)span.TotalMinutes} min {span.Seconds} s",
        _ => $"{Math.Max(0, (int)span.TotalSeconds)} s",
    };
}
