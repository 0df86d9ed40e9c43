using System.Collections.Immutable;
using Orleans;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Stock.Levels;

namespace RefillRadar.Grains.Alerts;

/// <summary>What a product remembers. Written only when something is decided; level and position run ahead of it in memory.</summary>
[GenerateSerializer, Immutable, Alias("refillradar.product-state")]
internal sealed record ProductState
{
    // An e-mail that is under way when an episode ends is marked after it: so many episodes are still known then, and so many more if they
    // have a notification of which nothing was heard.
    private const int KeptEnded = 3;
    private const int KeptUnmarked = 16;

    /// <summary>Rises with every write.</summary>
    [Id(0)] public long Revision { get; init; }

    /// <summary>Level and position of the last change looked at; as stored, of the last decision.</summary>
    [Id(1)] public StockLevel Level { get; init; }

    /// <summary>Episodes so far.</summary>
    [Id(2)] public int Episodes { get; init; }

    /// <summary>The open episode, if any.</summary>
    [Id(3)] public Episode? Open { get; init; }

    /// <summary>Episodes that ended since the rows were written, the last three before, and earlier ones whose notifications are queued or may be in an e-mail.</summary>
    [Id(4)] public ImmutableArray<Episode> Ended { get; init; } = [];

    /// <summary>Ids of pending episodes that cleared since the rows were written: their rows have to go.</summary>
    [Id(10)] public ImmutableArray<string> Cleared { get; init; } = [];

    /// <summary>Notices owed, oldest first.</summary>
    [Id(6)] public ImmutableArray<Notice> Outbox { get; init; } = [];

    /// <summary>When the outbox was offered last.</summary>
    [Id(7)] public DateTimeOffset OfferedAt { get; init; }

    /// <summary>How often it was offered since it last changed.</summary>
    [Id(8)] public int Offers { get; init; }

    /// <summary>When the row was deleted; null while it exists.</summary>
    [Id(9)] public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>The state once the rows are written: what only they had to be told is forgotten.</summary>
    public ProductState Settled()
    {
        bool IsNotified(Episode episode) =>
            Ended.IndexOf(episode) < Ended.Length - (episode.Notices > episode.Marked ? KeptUnmarked : KeptEnded)
            && Outbox.All(notice => notice.AlertId != episode.Id);
        return Cleared.IsEmpty && !Ended.Any(IsNotified) ? this : this with { Cleared = [], Ended = Ended.RemoveAll(IsNotified) };
    }

    /// <summary>The state after a decision: of an episode that began and ended in it nothing was offered to a team, so no e-mail can hold it.</summary>
    public ProductState DecidedAfter(ProductState before)
    {
        bool IsUnoffered(Episode episode) => episode.Notices > episode.Marked && episode.Id != before.Open?.Id
            && before.Ended.All(known => known.Id != episode.Id) && Outbox.All(notice => notice.AlertId != episode.Id);
        return Ended.Any(IsUnoffered)
            ? this with { Ended = [.. Ended.Select(episode => IsUnoffered(episode) ? episode with { Marked = episode.Notices } : episode)] }
            : this;
    }

    /// <summary>
    /// The state without times to come: the clock of this machine, or of the one that wrote it, was ahead. Otherwise a hold or a repeat
    /// interval would wait until then.
    /// </summary>
    public ProductState NotAfter(DateTimeOffset now) => this with
    {
        Open = Open?.NotAfter(now),
        OfferedAt = OfferedAt > now ? now : OfferedAt,
        DeletedAt = DeletedAt > now ? now : DeletedAt,
    };

    /// <summary>Whether what has to survive differs; level and position alone do not count.</summary>
    public bool DiffersFrom(ProductState other) =>
        !ReferenceEquals(Open, other.Open) || Ended != other.Ended || Cleared != other.Cleared
        || Outbox != other.Outbox || OfferedAt != other.OfferedAt || DeletedAt != other.DeletedAt || Episodes != other.Episodes;
}
