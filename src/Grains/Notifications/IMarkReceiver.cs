using System.Collections.Immutable;
using Orleans;

namespace RefillRadar.Grains.Notifications;

/// <summary>Who hands marks on to products: the partition of this number.</summary>
[Alias("refillradar.mark-receiver")]
public interface IMarkReceiver : IGrainWithIntegerKey
{
    /// <summary>Hands on which notifications were sent. Returns when the products have stored it.</summary>
    [Alias("mark"), ResponseTimeout("00:05:00")]
    Task Mark(ImmutableArray<NoticeMark> marks, CancellationToken cancellationToken);
}
