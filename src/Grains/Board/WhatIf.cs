namespace RefillRadar.Grains.Board;

/// <summary>What another threshold would have done to a product, by its levels as they are kept: every decision, others once a minute.</summary>
/// <param name="Key">Stock key.</param>
/// <param name="Days">Days looked at.</param>
/// <param name="From">First level known in that time; null when none is.</param>
/// <param name="Levels">How many levels are known.</param>
/// <param name="Asked">Under the threshold asked about.</param>
/// <param name="InForce">Under the row in force; null when none applies.</param>
public sealed record WhatIf(string Key, int Days, DateTimeOffset? From, int Levels, WhatIfOutcome Asked, WhatIfOutcome? InForce);
