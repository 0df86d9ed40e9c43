using System.Collections.Immutable;
using Orleans;

namespace RefillRadar.Grains.Notifications;

/// <summary>What a team's notification grain has to remember: not the queued notices (their products do), but what was sent and what failed.</summary>
[GenerateSerializer, Immutable, Alias("refillradar.notification-state")]
internal sealed record NotificationState
{
    /// <summary>When the last mail was sent or failed, UTC.</summary>
    [Id(0)] public DateTimeOffset? LastSentAt { get; init; }

    /// <summary>The batch being sent: after a stop in the middle, exactly this one is sent again, under the same id.</summary>
    [Id(1)] public MailBatch? Sending { get; init; }

    /// <summary>Batches sent or failed of which not every product knows yet.</summary>
    [Id(2)] public ImmutableArray<MailBatch> Unmarked { get; init; } = [];

    /// <summary>Mails of the team that failed.</summary>
    [Id(3)] public long Failed { get; init; }

    /// <summary>When the last of them failed, UTC.</summary>
    [Id(4)] public DateTimeOffset? LastFailedAt { get; init; }

    /// <summary>Why it failed.</summary>
    [Id(5)] public string? LastFailure { get; init; }

    /// <summary>The same state without times that a clock set back has put into the future: they would hold mails until the clock catches up.</summary>
    public NotificationState ClampedTo(DateTimeOffset now)
    {
        var state = LastSentAt > now ? this with { LastSentAt = now } : this;
        var latest = now + DeliveryDecision.LongestWait;
        return state.Sending is { } batch && batch.RetryAt > latest ? state with { Sending = batch with { RetryAt = latest } } : state;
    }
}
