namespace RefillRadar.Silo.Demo;

/// <summary>The demo shop (<c>RefillRadar:Demo</c>).</summary>
internal sealed record DemoOptions
{
    /// <summary>How many products it sells.</summary>
    public int Products { get; init; } = 300;

    /// <summary>The same seed gives the same products and the same sales.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How busy it is: 1 is about four sales a second at noon and an alert about every 30 s.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Where its thresholds are written if there is no such file (<c>RefillRadar:Thresholds:Path</c>).</summary>
    public required string ThresholdsPath { get; init; }
}
