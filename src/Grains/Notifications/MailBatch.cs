using System.Collections.Immutable;
using Orleans;

namespace RefillRadar.Grains.Notifications;

/// <summary>One mail and the notices it holds.</summary>
[GenerateSerializer, Immutable, Alias("refillradar.mail-batch")]
internal sealed record MailBatch
{
    /// <summary>Most notices of one batch: keeps a team's state under the 400 KB of a DynamoDB item.</summary>
    public const int MaxNotices = 3000;

    /// <summary>The mail; null once it was sent.</summary>
    [Id(0)] public Mail? Mail { get; init; }

    /// <summary>When it was closed, or sent, UTC.</summary>
    [Id(1)] public DateTimeOffset At { get; init; }

    /// <summary>Why it was sent, or refused.</summary>
    [Id(2)] public required string Reason { get; init; }

    /// <summary>False when it was refused for good.</summary>
    [Id(3)] public bool Sent { get; init; } = true;

    /// <summary>Ids of its notices by stock key.</summary>
    [Id(4)] public required ImmutableDictionary<string, ImmutableArray<string>> Notices { get; init; }

    /// <summary>What to tell the products.</summary>
    public IEnumerable<NoticeMark> Marks() =>
        Notices.SelectMany(product => product.Value.Select(id => new NoticeMark(product.Key, id, At, Reason, Sent)));
}
