using Orleans;

namespace RefillRadar.Grains.Health;

/// <summary>How one part of the installation is.</summary>
/// <param name="Name">One of <see cref="HealthNames"/>.</param>
/// <param name="Status">In a word.</param>
/// <param name="Reason">In a sentence: the state, then the consequence.</param>
/// <param name="Remedy">What to do; null when it is ok, or will be by itself.</param>
/// <param name="Since">From when on it has had this status, UTC.</param>
/// <param name="IsBlocking">Whether a load balancer should send nothing to a process that sees this.</param>
/// <param name="IsSilent">Whether it did not answer: that may be a partition that moves, so it counts as failing only when it lasts.</param>
/// <param name="IsReportable">Whether operators get an e-mail although it is not failing.</param>
/// <param name="NotifiedAt">When operators got the e-mail about it, UTC; null when they got none.</param>
[GenerateSerializer, Immutable, Alias("refillradar.health-item")]
public sealed record HealthItem(
    [property: Id(0)] string Name,
    [property: Id(1)] HealthStatus Status,
    [property: Id(2)] string Reason,
    [property: Id(3)] string? Remedy = null,
    [property: Id(4)] DateTimeOffset Since = default,
    [property: Id(5)] bool IsBlocking = false,
    [property: Id(6)] bool IsSilent = false,
    [property: Id(7)] bool IsReportable = false,
    [property: Id(8)] DateTimeOffset? NotifiedAt = null)
{
    /// <summary>Whether operators get an e-mail about it.</summary>
    public bool NotifiesOperators => Status == HealthStatus.Failing || IsReportable;
}
