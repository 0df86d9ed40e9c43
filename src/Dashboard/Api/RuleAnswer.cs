using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Dashboard.Api;

/// <summary>The threshold row that won, durations in the units of the file.</summary>
internal sealed record RuleAnswer(
    string Name,
    string? Category,
    string Team,
    decimal Threshold,
    decimal RecoveryThreshold,
    double HoldSeconds,
    double KeepFiringSeconds,
    double RepeatMinutes,
    double? LeadTimeDays,
    int Line,
    string MatchedBy)
{
    public static RuleAnswer? Of(Rule? rule)
    {
        return rule is null
            ? null
            : new RuleAnswer(
                rule.Name, rule.Category, rule.Team, rule.Threshold, rule.RecoveryThreshold, rule.Hold.TotalSeconds,
                rule.KeepFiring.TotalSeconds, rule.Repeat.TotalMinutes, rule.LeadTimeDays, rule.Line, rule.MatchedBy);
    }
}
