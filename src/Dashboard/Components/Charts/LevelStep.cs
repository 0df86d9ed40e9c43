namespace RefillRadar.Dashboard.Components.Charts;

/// <summary>A corner of a step line: its place in the box, and what it stands for.</summary>
internal sealed record LevelStep(double X, double Y, DateTimeOffset At, decimal Quantity);
