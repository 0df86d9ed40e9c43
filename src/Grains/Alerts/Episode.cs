using System.Text.Json.Serialization;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Orleans;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Grains.Alerts;

/// <summary>One time of being low, from opening to resolution. Persisted in the product's state.</summary>
[GenerateSerializer, Immutable, Alias("refillradar.episode")]
internal sealed record Episode
{
    /// <summary>Stands for "until restocked" as the end of a snooze.</summary>
    public static readonly DateTimeOffset UntilRestock = DateTimeOffset.MaxValue;

    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required Rule Rule { get; init; }

    [Id(2)] public AlertStatus Status { get; init; }

    [Id(3)] public AlertSeverity Severity { get; init; }

    /// <summary>Whether the team was told, or is owed to be told, that it is out.</summary>
    [Id(4), JsonPropertyName("OutTold")] public bool OutNotified { get; init; }

    /// <summary>Number of the notice that tells so; 0 when none was owed yet.</summary>
    [Id(22)] public int OutNotice { get; init; }

    [Id(5)] public AlertSeverity Worst { get; init; }

    [Id(6)] public DateTimeOffset OpenedAt { get; init; }

    [Id(7)] public DateTimeOffset? FiredAt { get; init; }

    [Id(8)] public DateTimeOffset? AcknowledgedAt { get; init; }

    [Id(9)] public string? AcknowledgedBy { get; init; }

    [Id(10)] public DateTimeOffset? SnoozedUntil { get; init; }

    /// <summary>Since when the level is recovered, while <c>keep_firing</c> runs.</summary>
    [Id(11)] public DateTimeOffset? RecoveredAt { get; init; }

    [Id(12)] public DateTimeOffset? ResolvedAt { get; init; }

    [Id(13)] public ResolvedReason? ResolvedReason { get; init; }

    /// <summary>How much came in with the change that recovered it.</summary>
    [Id(14)] public decimal? Received { get; init; }

    /// <summary>The level when it resolved.</summary>
    [Id(15)] public decimal? FinalQuantity { get; init; }

    [Id(16)] public DateTimeOffset? LastNotifiedAt { get; init; }

    /// <summary>When its last notice was sent or refused: repeats count from here.</summary>
    [Id(21)] public DateTimeOffset? TriedAt { get; init; }

    [Id(17)] public int Notifications { get; init; }

    /// <summary>Notices owed so far, sent or not: numbers their ids.</summary>
    [Id(18)] public int Notices { get; init; }

    /// <summary>Number of the last notice that was marked sent or refused: a mark that comes twice counts once.</summary>
    [Id(20)] public int Marked { get; init; }

    [Id(19)] public ImmutableArray<AlertEvent> History { get; init; } = [];

    private const int MaxSteps = 200;
    private const int MaxNotes = 40_000;

    /// <summary>
    /// The id of the episode of a product opened by the change at <paramref name="opening"/>: 128 bits of SHA-256 over stock key,
    /// position and episode number, base64url. The same change replayed gives the same id.
    /// </summary>
    public static string IdOf(string key, in Position opening, int number)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{key}\n{opening.Source}\n{opening.Epoch}\n{opening.Place}\n{number}"));
        return Convert.ToBase64String(hash, 0, 16).Replace('+', '-').Replace('/', '_').TrimEnd('=');
    }

    /// <summary>
    /// The episode with one more step in its history. Above 200 steps the middle is forgotten, above 40,000 characters of notes the oldest
    /// note is: grain state has to stay below the 400 KB of a DynamoDB item.
    /// </summary>
    public Episode With(AlertEvent step)
    {
        var history = (History.Length < MaxSteps ? History : History.RemoveAt(MaxSteps / 10)).Add(step);
        while (history.Sum(past => past.Note?.Length ?? 0) > MaxNotes)
        {
            var oldest = history.First(past => past.Note is not null);
            history = history.Replace(oldest, oldest with { Note = null });
        }

        return this with { History = history };
    }

    /// <summary>The episode without times to come; what a person chose, the end of a snooze, stays.</summary>
    public Episode NotAfter(DateTimeOffset now)
    {
        DateTimeOffset? Earlier(DateTimeOffset? time) => time > now ? now : time;
        var isAhead = OpenedAt > now || FiredAt > now || AcknowledgedAt > now || RecoveredAt > now || LastNotifiedAt > now || TriedAt > now;
        return !isAhead ? this : this with
        {
            OpenedAt = OpenedAt > now ? now : OpenedAt,
            FiredAt = Earlier(FiredAt),
            AcknowledgedAt = Earlier(AcknowledgedAt),
            RecoveredAt = Earlier(RecoveredAt),
            LastNotifiedAt = Earlier(LastNotifiedAt),
            TriedAt = Earlier(TriedAt),
        };
    }

    /// <summary>The alert that everybody sees.</summary>
    public Alert ToAlert(string key, decimal? quantity)
    {
        var (productId, warehouse) = StockKey.Split(key);
        return new Alert
        {
            Id = Id,
            ProductId = productId,
            ProductName = Rule.Name,
            Warehouse = warehouse,
            Team = Rule.Team,
            Category = Rule.Category,
            Severity = ResolvedAt is null ? Severity : Worst,
            Status = Status,
            Quantity = FinalQuantity ?? quantity ?? 0,
            Threshold = Rule.Threshold,
            RecoveryThreshold = Rule.RecoveryThreshold,
            OpenedAt = OpenedAt,
            FiredAt = FiredAt,
            AcknowledgedAt = AcknowledgedAt,
            AcknowledgedBy = AcknowledgedBy,
            SnoozedUntil = SnoozedUntil,
            ResolvedAt = ResolvedAt,
            ResolvedReason = ResolvedReason,
            LastNotifiedAt = LastNotifiedAt,
            Notifications = Notifications,
        };
    }
}
