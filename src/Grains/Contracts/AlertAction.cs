using Orleans;

namespace RefillRadar.Grains.Contracts;

/// <summary>What a person does with an alert.</summary>
/// <param name="Kind">Which action.</param>
/// <param name="By">Who; at most 200 characters.</param>
/// <param name="Note">Why; at most 2,000 characters.</param>
/// <param name="Until">For a snooze: until when; null means until restocked.</param>
[GenerateSerializer, Immutable, Alias("refillradar.alert-action")]
public sealed record AlertAction(
    [property: Id(0)] AlertActionKind Kind,
    [property: Id(1)] string? By,
    [property: Id(2)] string? Note = null,
    [property: Id(3)] DateTimeOffset? Until = null);
