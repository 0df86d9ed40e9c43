using RefillRadar.Grains.Alerts;

namespace RefillRadar.Dashboard.Components.Alerts;

/// <summary>Which alerts a page shows, read from its address: what is not known there does not filter.</summary>
internal sealed record AlertSelection(IReadOnlyList<AlertStatus> Statuses, AlertSeverity? Severity, string? Team, string? Text)
{
    private static readonly AlertStatus[] Open = [AlertStatus.Firing, AlertStatus.Acknowledged, AlertStatus.Snoozed];

    public static AlertSelection Of(string? status, string? severity, string? team, string? text)
    {
        AlertStatus[] statuses = status switch
        {
            "all" => Enum.GetValues<AlertStatus>(),
            not null when Enum.TryParse(status, ignoreCase: true, out AlertStatus one) && Enum.IsDefined(one) => [one],
            _ => Open,
        };
        AlertSeverity? level = Enum.TryParse(severity, ignoreCase: true, out AlertSeverity parsed) && Enum.IsDefined(parsed) ? parsed : null;
        return new AlertSelection(statuses, level, NullIfEmpty(team), NullIfEmpty(text));
    }

    public AlertQuery ToQuery()
    {
        return new AlertQuery { Statuses = [.. Statuses], Severity = Severity, Team = Team };
    }

    public bool Matches(Alert alert)
    {
        return Statuses.Contains(alert.Status)
            && (Severity is null || alert.Severity == Severity)
            && (Team is null || alert.Team == Team)
            && (Text is null || Holds(alert.ProductName) || Holds(alert.ProductId) || Holds(alert.Category) || Holds(alert.Warehouse) || Holds(alert.Team));
    }

    /// <summary>The CSV of the same filters; text is the page's own and not among them.</summary>
    public string CsvLink()
    {
        IEnumerable<string> parts = Statuses.Select(status => "status=" + status.ToString().ToLowerInvariant());
        if (Severity is { } severity)
            parts = parts.Append("severity=" + severity.ToString().ToLowerInvariant());

        if (Team is not null)
            parts = parts.Append("team=" + Uri.EscapeDataString(Team));

        return "/api/alerts.csv?" + string.Join('&', parts);
    }

    private bool Holds(string? value)
    {
        return value is not null && value.Contains(Text!, StringComparison.OrdinalIgnoreCase);
    }

    private static string? NullIfEmpty(string? text)
    {
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }
}
