using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Components.Products;

/// <summary>One step in the history of one of a product's alerts.</summary>
/// <param name="AlertId">Which alert.</param>
/// <param name="Step">What happened.</param>
public sealed record Decision(string AlertId, AlertEvent Step)
{
    /// <summary>The steps of all alerts, newest first, at most so many.</summary>
    internal static IReadOnlyList<Decision> Newest(IEnumerable<AlertRow> rows, int count, Func<AlertEvent, bool>? where = null)
    {
        // Steps of one moment are kept in their order: a stable sort of the reversed history.
        return
        [
            .. rows.SelectMany(row => (row.History.IsDefault ? [] : row.History).Reverse().Select(step => new Decision(row.Alert.Id, step)))
                .Where(decision => where is null || where(decision.Step))
                .OrderByDescending(decision => decision.Step.At)
                .Take(count),
        ];
    }
}
