namespace RefillRadar.Grains.Contracts;

/// <summary>What a person can do with an alert.</summary>
public enum AlertActionKind : byte
{
    /// <summary>Take it: no repeats until it resolves or gets worse.</summary>
    Acknowledge,

    /// <summary>Silence it until a time or a restock.</summary>
    Snooze,

    /// <summary>End the snooze now.</summary>
    Unsnooze,
}
