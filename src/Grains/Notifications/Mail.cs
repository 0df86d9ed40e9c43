using System.Collections.Immutable;
using Orleans;

namespace RefillRadar.Grains.Notifications;

/// <summary>One message to one team, ready to send.</summary>
[GenerateSerializer, Immutable, Alias("refillradar.mail")]
public sealed record Mail
{
    /// <summary>The same for the same batch of notices however often it is tried: file name and Message-ID.</summary>
    [Id(0)] public required string BatchId { get; init; }

    /// <summary>When the batch was closed, UTC.</summary>
    [Id(1)] public required DateTimeOffset At { get; init; }

    /// <summary>Printable ASCII, at most 99 characters, no line breaks.</summary>
    [Id(2)] public required string Subject { get; init; }

    /// <summary>Plain text, UTF-8, lines ended by \n.</summary>
    [Id(3)] public required string Body { get; init; }

    /// <summary>team, severity, status, warehouse, category: what subscriptions filter by. Absent when empty or not the same for all.</summary>
    [Id(4)] public required ImmutableDictionary<string, string> Attributes { get; init; }
}
