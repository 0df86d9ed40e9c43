namespace RefillRadar.Silo.Hosting;

/// <summary>Whether an idle process gives memory back.</summary>
internal static class IdleMemoryDecision
{
    /// <summary>Share of one core below which a process counts as idle.</summary>
    public const double IdleLoad = 0.1;

    /// <summary>How long a process has to be idle first.</summary>
    public static readonly TimeSpan IdleFor = TimeSpan.FromSeconds(10);

    /// <summary>Growth that is worth a collection: less comes and goes with every burst.</summary>
    public const long LeastGrowth = 256L << 20;

    /// <summary>Whether the process did next to nothing in this span.</summary>
    /// <param name="used">CPU time that it used, over all cores.</param>
    /// <param name="span">How long that took.</param>
    public static bool IsIdle(TimeSpan used, TimeSpan span) => used < span * IdleLoad;

    /// <summary>Whether all garbage is to be collected now.</summary>
    /// <param name="idle">How long the process has been idle.</param>
    /// <param name="workingSet">Bytes of physical memory now.</param>
    /// <param name="left">Bytes that the last such collection left, about what lives; 0 before the first.</param>
    public static bool GivesBack(TimeSpan idle, long workingSet, long left) =>
        idle >= IdleFor && workingSet - left >= Math.Max(LeastGrowth, left / 2);
}
