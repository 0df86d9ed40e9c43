using Orleans;
using Orleans.Concurrency;

namespace RefillRadar.Grains.Notifications;

/// <summary>Sends operators one e-mail for each part of the installation that fails, and one when it has recovered. Key 0.</summary>
[Alias("refillradar.operators")]
internal interface IOperatorsGrain : IGrainWithIntegerKey
{
    /// <summary>Which failures operators were notified of, and how the e-mails go. Asking for it keeps the grain at work.</summary>
    [AlwaysInterleave, Alias("status")]
    Task<OperatorsStatus> Status();
}
