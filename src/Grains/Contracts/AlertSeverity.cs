namespace RefillRadar.Grains.Contracts;

/// <summary>How bad: <see cref="Out"/> inhibits <see cref="Low"/>.</summary>
public enum AlertSeverity : byte
{
    /// <summary>At or under the threshold.</summary>
    Low,

    /// <summary>Nothing left: quantity of zero or less.</summary>
    Out,
}
