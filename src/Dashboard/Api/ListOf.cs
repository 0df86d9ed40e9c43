namespace RefillRadar.Dashboard.Api;

/// <summary>One page of a list.</summary>
/// <param name="Items">The rows.</param>
/// <param name="NextCursor">Where to go on; null when this was the last page.</param>
internal sealed record ListOf<T>(IReadOnlyList<T> Items, string? NextCursor);
