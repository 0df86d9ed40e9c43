namespace RefillRadar.Dashboard.Hubs;

/// <summary>Limits of the hub; section <c>RefillRadar:Hub</c>.</summary>
public sealed record RadarHubOptions
{
    /// <summary>Connections to the hub of this process; more are answered 503. Default 4,096.</summary>
    public int MaxConnections { get; init; } = 4_096;

    /// <summary>A client that has not read what was sent to it within this time is disconnected. Default 15 s.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(15);
}
