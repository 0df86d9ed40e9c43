using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.Intake;

/// <summary>What an intake needs to know besides levels, logs and batch.</summary>
/// <param name="Now">The time; of a batch that is read again, when it was taken in first counts.</param>
/// <param name="Activation">Epoch of the partition's activation: numbers changes without a place.</param>
/// <param name="Arrivals">Changes without a place that this activation has numbered so far.</param>
/// <param name="ResetAfter">How much later a lower place has to be for its log to have started over.</param>
/// <param name="Alerts">How demand is averaged.</param>
/// <param name="RulesSince">When the thresholds came into force. Earlier changes that are read again were judged by others.</param>
/// <param name="Interim">What came in live while changes are still read again; null when none are.</param>
internal readonly record struct IntakeContext(
    DateTimeOffset Now, long Activation, ulong Arrivals, TimeSpan ResetAfter, AlertsOptions Alerts, DateTimeOffset RulesSince, Interim? Interim);
