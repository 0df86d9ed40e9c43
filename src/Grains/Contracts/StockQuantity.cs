namespace RefillRadar.Grains.Contracts;

/// <summary>Which numbers are levels. Far below what a decimal holds, so that sums and differences of levels cannot overflow.</summary>
public static class StockQuantity
{
    /// <summary>Largest level, and the largest shortage: 10^20 units, above every integer column there is. A record beyond is quarantined.</summary>
    public const decimal Max = 100_000_000_000_000_000_000m;

    /// <summary>Whether a number can be a level.</summary>
    public static bool IsValid(decimal quantity) => quantity is >= -Max and <= Max;

    /// <summary>How much came in between two levels; 0 when nothing did. Levels that an earlier version stored beyond <see cref="Max"/> count as that.</summary>
    public static decimal Received(decimal before, decimal after) =>
        Math.Max(0, Math.Clamp(after, -Max, Max) - Math.Clamp(before, -Max, Max));
}
