using System.Collections.Immutable;
using Orleans;

namespace RefillRadar.Grains.Stock.Intake;

/// <summary>What became of a batch. Everything decided is stored.</summary>
/// <param name="Applied">Changes that were news.</param>
/// <param name="Skipped">Changes seen before, or older than what was seen.</param>
/// <param name="Failed">Indexes into the batch of changes that could not be decided and have to come again.</param>
[GenerateSerializer, Immutable, Alias("refillradar.apply-result")]
public sealed record ApplyResult(
    [property: Id(0)] int Applied, [property: Id(1)] int Skipped, [property: Id(2)] ImmutableArray<int> Failed);
