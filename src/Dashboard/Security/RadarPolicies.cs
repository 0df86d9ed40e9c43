namespace RefillRadar.Dashboard.Security;

/// <summary>
/// Authorization policies that the dashboard asks for; the host defines both. Whoever may look may do everything else; each contains
/// the one before.
/// </summary>
public static class RadarPolicies
{
    /// <summary>Acknowledge, snooze and unsnooze alerts.</summary>
    public const string Respond = "respond";

    /// <summary>See and replay the quarantine, see the system page and the Orleans dashboard.</summary>
    public const string Operate = "operate";
}
