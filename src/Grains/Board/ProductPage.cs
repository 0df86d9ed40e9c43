using System.Collections.Immutable;
using Orleans;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Grains.Board;

/// <summary>One page of products.</summary>
[GenerateSerializer, Immutable, Alias("refillradar.product-page")]
public sealed record ProductPage(
    [property: Id(0)] ImmutableArray<ProductLevel> Items, [property: Id(1)] string? NextCursor);
