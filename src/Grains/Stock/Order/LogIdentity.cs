using Orleans;

namespace RefillRadar.Grains.Stock.Order;

/// <summary>What a record says of the log it was read from. A part that it does not say agrees with everything.</summary>
/// <param name="Name">Base name of the log files: <c>mysql-bin</c> of <c>mysql-bin.000003</c>.</param>
/// <param name="ServerId">Server id of the event; 0 when unknown.</param>
/// <param name="GtidSource">Source of the event's global transaction id: the UUID of MySQL, domain and server of MariaDB.</param>
[GenerateSerializer, Immutable, Alias("refillradar.log-identity")]
public sealed record LogIdentity(
    [property: Id(0)] string? Name, [property: Id(1)] uint ServerId, [property: Id(2)] string? GtidSource)
{
    /// <summary>False when both say something, and not the same.</summary>
    public bool Agrees(LogIdentity other) =>
        (Name is null || other.Name is null || Name == other.Name)
        && (ServerId == 0 || other.ServerId == 0 || ServerId == other.ServerId)
        && (GtidSource is null || other.GtidSource is null || GtidSource == other.GtidSource);
}
