namespace RefillRadar.Grains.Contracts;

/// <summary>What a user can do with an alert.</summary>
public enum AlertActionKind : byte
{
    /// <summary>No reminders until it resolves or runs out.</summary>
    Acknowledge,

    /// <summary>No notifications until a time or a restock.</summary>
    Snooze,

    /// <summary>End the snooze now.</summary>
    Unsnooze,

    /// <summary>Undo an acknowledgement: reminders go out again.</summary>
    Unacknowledge,
}
