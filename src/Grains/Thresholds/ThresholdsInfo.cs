using System.Collections.Immutable;
using Orleans;

namespace RefillRadar.Grains.Thresholds;

/// <summary>Which thresholds are in force, and what was wrong with the last file that was refused.</summary>
/// <param name="Source">Path or address of the file.</param>
/// <param name="Version">Version in force; null before the first good file.</param>
/// <param name="Rows">Rows in force.</param>
/// <param name="LoadedAt">When they came into force, UTC.</param>
/// <param name="Errors">What was wrong with the newest file, a sentence each with its line; empty when it was accepted.</param>
/// <param name="RefusedAt">When it was refused, UTC; null when the newest file was accepted.</param>
/// <param name="IsMissing">Whether there is no file, or it cannot be read at all; <paramref name="Errors"/> says why.</param>
/// <param name="Held">Why the newest file, which is good, is not in force yet; null when none waits.</param>
[GenerateSerializer, Immutable, Alias("refillradar.thresholds-info")]
public sealed record ThresholdsInfo(
    [property: Id(0)] string Source,
    [property: Id(1)] string? Version,
    [property: Id(2)] int Rows,
    [property: Id(3)] DateTimeOffset? LoadedAt,
    [property: Id(4)] ImmutableArray<string> Errors,
    [property: Id(5)] DateTimeOffset? RefusedAt,
    [property: Id(6)] bool IsMissing = false,
    [property: Id(7)] string? Held = null);
