using System.Collections.Immutable;
using Orleans;

namespace RefillRadar.Grains.Notifications;

/// <summary>One mail, the notices it holds, and how far its delivery has come.</summary>
[GenerateSerializer, Immutable, Alias("refillradar.mail-batch")]
internal sealed record MailBatch
{
    /// <summary>Most notices of one batch: keeps a team's state under the 400 KB of a DynamoDB item.</summary>
    public const int MaxNotices = 3000;

    /// <summary>The mail; null once it was sent or has failed.</summary>
    [Id(0)] public Mail? Mail { get; init; }

    /// <summary>When it was closed, sent or failed, UTC.</summary>
    [Id(1)] public DateTimeOffset At { get; init; }

    /// <summary>Why it was sent, or why it failed.</summary>
    [Id(2)] public required string Reason { get; init; }

    /// <summary>False when it failed.</summary>
    [Id(3)] public bool Sent { get; init; } = true;

    /// <summary>Ids of its notices by stock key.</summary>
    [Id(4)] public required ImmutableDictionary<string, ImmutableArray<string>> Notices { get; init; }

    /// <summary>Attempts that have ended.</summary>
    [Id(5)] public int Attempts { get; init; }

    /// <summary>Those of them whose outcome is unknown.</summary>
    [Id(6)] public int Unknown { get; init; }

    /// <summary>When the attempt under way began, UTC; null between two attempts.</summary>
    [Id(7)] public DateTimeOffset? AttemptAt { get; init; }

    /// <summary>When to make the next attempt, UTC.</summary>
    [Id(8)] public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Why the last attempt did not succeed.</summary>
    [Id(9)] public string? LastError { get; init; }

    /// <summary>Whether an attempt has begun and not ended. A batch without any attempt was stored before attempts were counted.</summary>
    public bool IsUnderWay => AttemptAt is not null || Attempts == 0;

    /// <summary>How many notices it holds.</summary>
    public int Count => Notices.Sum(product => product.Value.Length);

    /// <summary>The batch with its attempt ended.</summary>
    public MailBatch After(MailOutcome outcome) => this with
    {
        Attempts = Attempts + 1,
        Unknown = Unknown + (outcome.Kind == MailOutcomeKind.Unknown ? 1 : 0),
        AttemptAt = null,
        LastError = outcome.Reason,
    };

    /// <summary>What to say to the products.</summary>
    public IEnumerable<NoticeMark> Marks() =>
        Notices.SelectMany(product => product.Value.Select(id => new NoticeMark(product.Key, id, At, Reason, Sent)));
}
