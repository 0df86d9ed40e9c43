using System.Collections.Immutable;
using Orleans;

namespace RefillRadar.Grains.Health;

/// <summary>What operators know already.</summary>
[GenerateSerializer, Immutable, Alias("refillradar.health-alert-state")]
internal sealed record HealthAlertState
{
    /// <summary>Parts whose failure operators were notified of, and when, UTC; those that have recovered since are left out.</summary>
    [Id(0)] public ImmutableDictionary<string, DateTimeOffset> NotifiedAt { get; init; } = ImmutableDictionary<string, DateTimeOffset>.Empty;

    /// <summary>When the last e-mail was sent or failed, UTC.</summary>
    [Id(1)] public DateTimeOffset? LastSentAt { get; init; }

    /// <summary>E-mails that failed.</summary>
    [Id(2)] public long Failed { get; init; }

    /// <summary>When the last of them failed, UTC.</summary>
    [Id(3)] public DateTimeOffset? LastFailedAt { get; init; }

    /// <summary>Why it failed.</summary>
    [Id(4)] public string? LastFailure { get; init; }

    /// <summary>After an e-mail.</summary>
    /// <param name="news">What it said.</param>
    /// <param name="failure">Why it failed; null when it was sent.</param>
    /// <param name="now">When, UTC.</param>
    public HealthAlertState After(HealthNews news, string? failure, DateTimeOffset now) => this with
    {
        NotifiedAt = NotifiedAt
            .SetItems(news.Failing.Select(item => KeyValuePair.Create(item.Name, now)))
            .RemoveRange(news.Recovered.Select(item => item.Name)),
        LastSentAt = now,
        Failed = Failed + (failure is null ? 0 : 1),
        LastFailedAt = failure is null ? LastFailedAt : now,
        LastFailure = failure ?? LastFailure,
    };
}
