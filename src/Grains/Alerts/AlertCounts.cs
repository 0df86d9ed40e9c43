namespace RefillRadar.Grains.Alerts;

/// <summary>Episodes opened and resolved in a span of time.</summary>
public sealed record AlertCounts(int Opened, int Resolved);
