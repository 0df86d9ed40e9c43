namespace RefillRadar.Grains.Contracts;

/// <summary>Where a product stands: the state of its episode, or why it has none.</summary>
public enum ProductStatus : byte
{
    /// <summary>No threshold row applies, so nothing is watched.</summary>
    Untracked,

    /// <summary>Above its threshold, no episode.</summary>
    Normal,

    /// <summary>Low, within its hold.</summary>
    Pending,

    /// <summary>An alert is firing.</summary>
    Firing,

    /// <summary>An alert is acknowledged.</summary>
    Acknowledged,

    /// <summary>An alert is snoozed.</summary>
    Snoozed,
}
