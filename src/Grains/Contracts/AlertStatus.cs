namespace RefillRadar.Grains.Contracts;

/// <summary>Where an episode stands. The words are Prometheus' and Alertmanager's.</summary>
public enum AlertStatus : byte
{
    /// <summary>Low, but not yet for as long as the hold asks.</summary>
    Pending,

    /// <summary>Low, and the team is told.</summary>
    Firing,

    /// <summary>Somebody has taken it: no repeats until it resolves or gets worse.</summary>
    Acknowledged,

    /// <summary>Silent until a time or a restock; the episode goes on.</summary>
    Snoozed,

    /// <summary>Over.</summary>
    Resolved,
}
