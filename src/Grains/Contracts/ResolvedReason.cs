namespace RefillRadar.Grains.Contracts;

/// <summary>Why an episode ended.</summary>
public enum ResolvedReason : byte
{
    /// <summary>The level rose above the recovery threshold.</summary>
    Restocked,

    /// <summary>The row was deleted.</summary>
    Discontinued,

    /// <summary>The threshold was lowered under the level.</summary>
    ThresholdChanged,

    /// <summary>The threshold row was removed or disabled.</summary>
    Untracked,
}
