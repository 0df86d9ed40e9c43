using Microsoft.AspNetCore.Mvc;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Api;

/// <summary>The filters of the alert lists, as they stand in the query.</summary>
internal sealed record AlertFilter
{
    /// <summary>pending, firing, acknowledged, snoozed, resolved; repeatable; default all but pending.</summary>
    [FromQuery(Name = "status")] public string[]? Status { get; init; }

    /// <summary>low or out.</summary>
    [FromQuery(Name = "severity")] public string? Severity { get; init; }

    /// <summary>Exact product id.</summary>
    [FromQuery(Name = "product")] public string? Product { get; init; }

    /// <summary>Exact warehouse.</summary>
    [FromQuery(Name = "warehouse")] public string? Warehouse { get; init; }

    /// <summary>Exact team.</summary>
    [FromQuery(Name = "team")] public string? Team { get; init; }

    /// <summary>Opened at or after this ISO-8601 time.</summary>
    [FromQuery(Name = "from")] public string? From { get; init; }

    /// <summary>Opened before this ISO-8601 time.</summary>
    [FromQuery(Name = "to")] public string? To { get; init; }

    /// <summary>Rows of a page, at least 1: default 100, clamped to 1,000.</summary>
    [FromQuery(Name = "limit")] public string? Limit { get; init; }

    /// <summary>The nextCursor of the page before.</summary>
    [FromQuery(Name = "cursor")] public string? Cursor { get; init; }

    /// <summary>The query it asks for. Throws <see cref="BadRequestValueException"/> for the first value that cannot be used.</summary>
    public AlertQuery ToQuery()
    {
        return new AlertQuery
        {
            Statuses = QueryValues.Names<AlertStatus>("status", Status),
            Severity = QueryValues.Name<AlertSeverity>("severity", Severity),
            ProductId = QueryValues.Text("product", Product),
            Warehouse = QueryValues.Text("warehouse", Warehouse),
            Team = QueryValues.Text("team", Team),
            From = QueryValues.Time("from", From),
            To = QueryValues.Time("to", To),
            Limit = QueryValues.Limit(Limit),
            Cursor = string.IsNullOrEmpty(Cursor) ? null : Cursor,
        };
    }
}
