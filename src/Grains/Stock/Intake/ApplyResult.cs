using System.Collections.Immutable;
using Orleans;

namespace RefillRadar.Grains.Stock.Intake;

/// <summary>What became of a batch. Everything decided is stored, and every level is in a log that catch-up reads.</summary>
/// <param name="Applied">Changes that were news.</param>
/// <param name="Duplicates">Changes seen before.</param>
/// <param name="Older">Changes that a later one of their source had overtaken.</param>
[GenerateSerializer, Immutable, Alias("refillradar.apply-result")]
public sealed record ApplyResult(
    [property: Id(0)] int Applied, [property: Id(1)] int Duplicates, [property: Id(2)] int Older)
{
    /// <summary>Indexes into the batch of changes that could not be decided and must come again.</summary>
    [Id(3)] public ImmutableArray<int> Failed { get; init; } = [];

    /// <summary>Changes that can never be taken in, for the quarantine.</summary>
    [Id(4)] public ImmutableArray<RejectedChange> Rejected { get; init; } = [];

    /// <summary>Changes that were no news.</summary>
    public int Skipped => Duplicates + Older;
}
