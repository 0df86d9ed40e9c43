namespace RefillRadar.Grains.Quarantine;

/// <summary>A record that could not be read, kept with its bytes.</summary>
/// <param name="Id">From source and position, so that a redelivery is not kept twice.</param>
/// <param name="At">When it came, UTC.</param>
/// <param name="Source">Stream ARN, shop database id, or where it was posted.</param>
/// <param name="Position">Sequence number as the source wrote it, or the line; null when unknown.</param>
/// <param name="Format">Which endpoint it came by, and so how a replay reads it: <c>kinesis</c> or <c>records</c>.</param>
/// <param name="Reason">What is wrong, for people.</param>
/// <param name="Bytes">The record itself, cut at 256 KB.</param>
public sealed record QuarantinedRecord(
    string Id, DateTimeOffset At, string Source, string? Position, string Format, string Reason, ReadOnlyMemory<byte> Bytes);
