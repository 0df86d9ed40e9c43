using Orleans;
using Orleans.Concurrency;

namespace RefillRadar.Grains.Health;

/// <summary>Sends operators one e-mail for each part of the installation that fails, and one when it has recovered. Key 0.</summary>
[Alias("refillradar.health-alert")]
internal interface IHealthAlertGrain : IGrainWithIntegerKey
{
    /// <summary>Which failures operators were notified of, and how the e-mails go. Asking for it keeps the grain at work.</summary>
    [AlwaysInterleave, Alias("status")]
    Task<HealthAlertStatus> Status();
}
