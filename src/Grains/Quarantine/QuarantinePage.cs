using System.Collections.Immutable;

namespace RefillRadar.Grains.Quarantine;

/// <summary>One page of the quarantine, newest first.</summary>
public sealed record QuarantinePage(ImmutableArray<QuarantinedRecord> Items, string? NextCursor);
