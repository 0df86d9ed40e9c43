using Microsoft.AspNetCore.Components;
using RefillRadar.Dashboard.Components.Common;

namespace RefillRadar.Dashboard.Components.Alerts;

/// <summary>A page of alerts whose filters, order and groups are all in its address, so that it can be sent, kept and gone back to.</summary>
public abstract class AddressedAlerts : LiveComponent
{
    /// <summary>Status, <c>all</c>, or nothing for open ones.</summary>
    [SupplyParameterFromQuery(Name = "status")] public string? Status { get; set; }

    /// <summary><c>low</c> or <c>out</c>.</summary>
    [SupplyParameterFromQuery(Name = "severity")] public string? Severity { get; set; }

    /// <summary>Exact product id.</summary>
    [SupplyParameterFromQuery(Name = "product")] public string? Product { get; set; }

    /// <summary>Exact category.</summary>
    [SupplyParameterFromQuery(Name = "category")] public string? Category { get; set; }

    /// <summary>Exact warehouse.</summary>
    [SupplyParameterFromQuery(Name = "warehouse")] public string? Warehouse { get; set; }

    /// <summary>Exact team.</summary>
    [SupplyParameterFromQuery(Name = "team")] public string? Team { get; set; }

    /// <summary>Part of a product's id or name, its category, warehouse or team.</summary>
    [SupplyParameterFromQuery(Name = "text")] public string? Text { get; set; }

    /// <summary>Opened within <c>1h, 12h, 24h</c> or <c>7d</c>.</summary>
    [SupplyParameterFromQuery(Name = "range")] public string? Range { get; set; }

    /// <summary>Opened at or after this time; without a range.</summary>
    [SupplyParameterFromQuery(Name = "from")] public string? From { get; set; }

    /// <summary>Opened before this time; without a range.</summary>
    [SupplyParameterFromQuery(Name = "to")] public string? To { get; set; }

    /// <summary>A column, with a minus for descending.</summary>
    [SupplyParameterFromQuery(Name = "sort")] public string? Sort { get; set; }

    /// <summary><c>team, category, warehouse</c> or <c>severity</c>.</summary>
    [SupplyParameterFromQuery(Name = "group")] public string? Group { get; set; }

    private protected AlertAddress Address => new(Status, Severity, Product, Category, Warehouse, Team, Text, Range, From, To);

    private protected AlertView View => AlertView.Of(Sort, Group);

    /// <inheritdoc />
    protected override string Scope => Address.ToString();
}
