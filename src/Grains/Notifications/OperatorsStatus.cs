using System.Collections.Immutable;
using Orleans;

namespace RefillRadar.Grains.Notifications;

/// <summary>How operators are notified.</summary>
/// <param name="NotifiedAt">When the e-mail about a failing part was sent, UTC, by its name. Parts that have recovered are left out.</param>
/// <param name="Delivery">How the e-mails to operators go.</param>
[GenerateSerializer, Immutable, Alias("refillradar.operators-status")]
public sealed record OperatorsStatus(
    [property: Id(0)] ImmutableDictionary<string, DateTimeOffset> NotifiedAt, [property: Id(1)] TeamNotices? Delivery)
{
    /// <summary>Nothing was sent.</summary>
    public static OperatorsStatus None { get; } = new(ImmutableDictionary<string, DateTimeOffset>.Empty, null);
}
