namespace RefillRadar.Dashboard.Api;

/// <summary>A level at a time.</summary>
internal sealed record LevelPoint(DateTimeOffset At, decimal Quantity);
