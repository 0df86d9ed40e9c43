namespace RefillRadar.Grains.Alerts;

/// <summary>Episodes opened in one span of time, by the severity they reached.</summary>
public sealed record AlertBucket(DateTimeOffset From, int Low, int Out);
