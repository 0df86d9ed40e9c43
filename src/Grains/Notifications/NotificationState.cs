using System.Collections.Immutable;
using Orleans;

namespace RefillRadar.Grains.Notifications;

/// <summary>What a team's notification grain has to remember: not what is owed (its products do), but what was sent.</summary>
[GenerateSerializer, Immutable, Alias("refillradar.notification-state")]
internal sealed record NotificationState
{
    /// <summary>When the last mail was sent, UTC.</summary>
    [Id(0)] public DateTimeOffset? LastSentAt { get; init; }

    /// <summary>The batch being sent: after a stop in the middle, exactly this one is sent again, under the same id.</summary>
    [Id(1)] public MailBatch? Sending { get; init; }

    /// <summary>Batches sent of which not every product knows yet.</summary>
    [Id(2)] public ImmutableArray<MailBatch> Unmarked { get; init; } = [];
}
