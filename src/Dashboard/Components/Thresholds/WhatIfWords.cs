using RefillRadar.Dashboard.Components.Common;
using RefillRadar.Grains.Board;

namespace RefillRadar.Dashboard.Components.Thresholds;

/// <summary>The answer to a what-if in a sentence.</summary>
internal static class WhatIfWords
{
    public static string Of(WhatIf answer)
    {
        if (answer.From is null)
            return $"No level of this product is on record for the last {answer.Days} days.";

        return $"At threshold {Show.Number(answer.Asked.Threshold)} this product would have raised {Count(answer.Asked)} in the last {answer.Days} days.";
    }

    /// <summary>What the row in force does with the same levels; null when there is nothing to compare with.</summary>
    public static string? Compared(WhatIf answer)
    {
        return answer.From is not null && answer.InForce is { } now
            ? $"The threshold in force, {Show.Number(now.Threshold)}, would have raised {Count(now)}."
            : null;
    }

    private static string Count(WhatIfOutcome outcome)
    {
        return outcome.Alerts.Length switch
        {
            0 => "no alert",
            1 => "1 alert",
            int count => $"{Show.Number((long)count)} alerts",
        };
    }
}
