using RefillRadar.Dashboard.Components.Charts;
using RefillRadar.Dashboard.Csv;
using RefillRadar.Dashboard.Json;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Components.Alerts;

/// <summary>Which alerts a page shows, read from its address: what is not known there does not filter.</summary>
internal sealed record AlertSelection
{
    /// <summary>Statuses that are shown where none is chosen: what somebody has to do something about.</summary>
    public static readonly IReadOnlyList<AlertStatus> Unchosen = [AlertStatus.Firing, AlertStatus.Acknowledged, AlertStatus.Snoozed];

    public required IReadOnlyList<AlertStatus> Statuses { get; init; }

    public AlertSeverity? Severity { get; init; }

    public string? Product { get; init; }

    public string? Warehouse { get; init; }

    public string? Team { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    /// <summary>Category and text, which the store does not know.</summary>
    public required AlertCsvFilter More { get; init; }

    public static AlertSelection Of(AlertAddress address, DateTimeOffset now)
    {
        ChartRange? range = ChartRange.All.FirstOrDefault(range => range.Name == address.Range);
        return new AlertSelection
        {
            Statuses = StatusesOf(address.Status),
            Severity = Enum.TryParse(address.Severity, ignoreCase: true, out AlertSeverity severity) && Enum.IsDefined(severity) ? severity : null,
            Product = NullIfEmpty(address.Product),
            Warehouse = NullIfEmpty(address.Warehouse),
            Team = NullIfEmpty(address.Team),
            From = range is { IsAll: false } ? now - range.Length : TimeOf(address.From),
            To = range is null ? TimeOf(address.To) : null,
            More = new AlertCsvFilter { Category = NullIfEmpty(address.Category), Text = NullIfEmpty(address.Text) },
        };
    }

    /// <summary>Nothing that is over is asked for.</summary>
    public bool IsOpen => !Statuses.Contains(AlertStatus.Resolved);

    public AlertQuery ToQuery()
    {
        return new AlertQuery
        {
            Statuses = [.. Statuses],
            Severity = Severity,
            ProductId = Product,
            Warehouse = Warehouse,
            Team = Team,
            From = From,
            To = To,
        };
    }

    public bool Matches(Alert alert)
    {
        return Statuses.Contains(alert.Status)
            && (Severity is null || alert.Severity == Severity)
            && (Product is null || alert.ProductId == Product)
            && (Warehouse is null || alert.Warehouse == Warehouse)
            && (Team is null || alert.Team == Team)
            && (From is null || alert.OpenedAt >= From)
            && (To is null || alert.OpenedAt < To)
            && More.Matches(alert);
    }

    /// <summary>The CSV of the same filters.</summary>
    public string CsvLink()
    {
        IEnumerable<(string Name, string? Value)> parts =
        [
            .. Statuses.Select(status => ("status", (string?)status.ToString().ToLowerInvariant())),
            ("severity", Severity?.ToString().ToLowerInvariant()), ("product", Product), ("category", More.Category), ("warehouse", Warehouse),
            ("team", Team), ("text", More.Text), ("from", From is { } from ? IsoTime.Text(from) : null), ("to", To is { } to ? IsoTime.Text(to) : null),
        ];
        return "/api/alerts.csv?" + string.Join('&', parts.Where(part => part.Value is not null).Select(part => part.Name + "=" + Uri.EscapeDataString(part.Value!)));
    }

    private static IReadOnlyList<AlertStatus> StatusesOf(string? status)
    {
        return status switch
        {
            "all" => Enum.GetValues<AlertStatus>(),
            "fired" => [.. Enum.GetValues<AlertStatus>().Where(any => any != AlertStatus.Pending)],
            not null when Enum.TryParse(status, ignoreCase: true, out AlertStatus one) && Enum.IsDefined(one) => [one],
            _ => Unchosen,
        };
    }

    private static DateTimeOffset? TimeOf(string? text) => IsoTime.TryParse(text ?? "", out var time) ? time : null;

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
