using System.Collections.Immutable;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Grains.Board;

/// <summary>One page of the threshold rows in force.</summary>
/// <param name="Version">Version of the file; null before the first good one.</param>
/// <param name="Matching">Rows that match, on all pages.</param>
/// <param name="Items">The rows.</param>
/// <param name="NextAfter">Where to go on; null when this was the last page.</param>
public sealed record ThresholdPage(string? Version, int Matching, ImmutableArray<ThresholdRow> Items, int? NextAfter)
{
    internal static ThresholdPage Of(ThresholdTable table, ThresholdQuery query)
    {
        var matching = table.Rows.Where(query.Matches).ToArray();
        var limit = Math.Clamp(query.Limit, 1, Alerts.AlertQuery.MaxLimit);
        ImmutableArray<ThresholdRow> items = [.. matching.Where(row => row.Line > query.After).Take(limit)];
        return new ThresholdPage(
            table.Version, matching.Length, items, items.Length > 0 && items[^1].Line < matching[^1].Line ? items[^1].Line : null);
    }
}
