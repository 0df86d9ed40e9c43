using System.Collections.Immutable;
using RefillRadar.Grains.Alerts;

namespace RefillRadar.Silo.Adapters.Embedded;

/// <summary>What the body column of an alert row holds: everything, exactly; the other columns are for finding it.</summary>
internal sealed record AlertBody(Alert Alert, ImmutableArray<AlertEvent> History);
