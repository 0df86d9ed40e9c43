using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Components.Alerts;

/// <summary>What became of an action with many alerts.</summary>
/// <param name="Kind">Which action.</param>
/// <param name="Done">How many it was done with.</param>
/// <param name="Failed">Those it was not done with, by name of the product.</param>
/// <param name="Changed">Every alert as it is now, as far as it is known.</param>
public sealed record BulkOutcome(AlertActionKind Kind, int Done, IReadOnlyList<BulkFailure> Failed, IReadOnlyList<Alert> Changed)
{
    /// <summary>For people: how many, and how many not.</summary>
    public string Summary
    {
        get
        {
            var done = Kind switch { AlertActionKind.Acknowledge => "acknowledged", AlertActionKind.Snooze => "snoozed", AlertActionKind.Unacknowledge => "no longer acknowledged", _ => "no longer snoozed" };
            var alerts = Done == 1 ? "1 alert" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Done:N0} alerts");
            return Failed.Count == 0
                ? $"{alerts} {done}."
                : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{alerts} {done}, {Failed.Count:N0} not:");
        }
    }
}
