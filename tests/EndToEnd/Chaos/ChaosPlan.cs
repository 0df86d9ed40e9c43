namespace RefillRadar.Tests.EndToEnd.Chaos;

/// <summary>Which fault strikes when: a pure function of size and seed.</summary>
internal static class ChaosPlan
{
    private const int QuietEvery = 25;

    /// <summary>As many faults as the size says; every kind before any comes again. In a long run every 25th follows a quiet time in which whatever is retried has been retried.</summary>
    public static IReadOnlyList<PlannedFault> Create(ChaosSize size, IReadOnlyList<FaultKind> kinds)
    {
        var random = new Random(size.Seed);
        List<PlannedFault> plan = [];
        while (plan.Count < size.Faults)
        {
            FaultKind[] round = [.. kinds];
            random.Shuffle(round);
            plan.AddRange(round.Take(size.Faults - plan.Count).Select((kind, index) => new PlannedFault(
                kind, After(size, random, (plan.Count + index) % QuietEvery == QuietEvery - 1), For(size, kind, random), random.Next(1_000))));
        }

        return plan;
    }

    private static TimeSpan After(ChaosSize size, Random random, bool isQuiet) =>
        isQuiet && size.IsLong ? Seconds(random, 85, 95) : Seconds(random, 0.1, size.IsLong ? 4 : 2);

    private static TimeSpan For(ChaosSize size, FaultKind kind, Random random) => (kind, size.IsLong) switch
    {
        (FaultKind.KillTwice, _) => Seconds(random, 0.2, 4),
        (_, false) => Seconds(random, 1, 3),
        // Half of them short: most of what goes wrong is over soon, and what waits for time limits is not.
        (FaultKind.Pause, true) => random.Next(2) == 0 ? Seconds(random, 1, 6) : Seconds(random, 6, 30),
        (FaultKind.LockedRadar or FaultKind.LockedShop, true) => random.Next(2) == 0 ? Seconds(random, 1, 6) : Seconds(random, 6, 20),
        _ => Seconds(random, 1, 10),
    };

    private static TimeSpan Seconds(Random random, double least, double most) => TimeSpan.FromSeconds(least + random.NextDouble() * (most - least));
}
