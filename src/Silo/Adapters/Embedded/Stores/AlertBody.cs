using System.Collections.Immutable;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Silo.Adapters.Embedded.Stores;

/// <summary>What the body column of an alert row holds: everything, exactly; the other columns are for finding it.</summary>
internal sealed record AlertBody(Alert Alert, ImmutableArray<AlertEvent> History);
