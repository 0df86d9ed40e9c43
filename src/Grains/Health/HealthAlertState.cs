using System.Collections.Immutable;
using Orleans;

namespace RefillRadar.Grains.Health;

/// <summary>What operators know already.</summary>
[GenerateSerializer, Immutable, Alias("refillradar.health-alert-state")]
internal sealed record HealthAlertState
{
    /// <summary>Parts that operators were notified of, by name; those that have recovered since are left out.</summary>
    [Id(0)] public ImmutableDictionary<string, NotifiedHealth> Notified { get; init; } = ImmutableDictionary<string, NotifiedHealth>.Empty;

    /// <summary>When the last e-mail was sent or failed, UTC.</summary>
    [Id(1)] public DateTimeOffset? LastSentAt { get; init; }

    /// <summary>E-mails that failed.</summary>
    [Id(2)] public long Failed { get; init; }

    /// <summary>When the last of them failed, UTC.</summary>
    [Id(3)] public DateTimeOffset? LastFailedAt { get; init; }

    /// <summary>Why it failed.</summary>
    [Id(4)] public string? LastFailure { get; init; }

    /// <summary>After an e-mail was sent.</summary>
    /// <param name="news">What it said.</param>
    /// <param name="now">When, UTC.</param>
    public HealthAlertState Sent(HealthNews news, DateTimeOffset now) => this with
    {
        Notified = Notified
            .SetItems(news.Failing.Select(item => KeyValuePair.Create(item.Name, new NotifiedHealth(now, item.Status))))
            .RemoveRange(news.Recovered.Select(item => item.Name)),
        LastSentAt = now,
    };

    /// <summary>After an e-mail failed for good.</summary>
    /// <param name="failure">Why.</param>
    /// <param name="now">When, UTC.</param>
    public HealthAlertState GivenUp(string failure, DateTimeOffset now) => this with { LastSentAt = now, Failed = Failed + 1, LastFailedAt = now, LastFailure = failure };
}
