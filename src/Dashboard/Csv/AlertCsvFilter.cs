using Microsoft.AspNetCore.Mvc;
using RefillRadar.Dashboard.Api;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Csv;

/// <summary>What the page and the CSV filter beyond what the alert store knows.</summary>
internal sealed record AlertCsvFilter
{
    /// <summary>Exact category.</summary>
    [FromQuery(Name = "category")] public string? Category { get; init; }

    /// <summary>Part of a product's id or name, its category, warehouse or team, any case.</summary>
    [FromQuery(Name = "text")] public string? Text { get; init; }

    /// <summary>Itself, or <see cref="BadRequestValueException"/> for a value that cannot be used; empty ones do not filter.</summary>
    public AlertCsvFilter Checked() =>
        new AlertCsvFilter { Category = QueryValues.Text("category", Category), Text = QueryValues.Text("text", Text) };

    public bool Matches(Alert alert)
    {
        return (Category is null || alert.Category == Category)
            && (Text is null || Holds(alert.ProductName) || Holds(alert.ProductId) || Holds(alert.Category) || Holds(alert.Warehouse) || Holds(alert.Team));
    }

    private bool Holds(string? value) => value is not null && value.Contains(Text!, StringComparison.OrdinalIgnoreCase);
}
