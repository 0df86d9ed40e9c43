using System.Globalization;

namespace RefillRadar.Tests.EndToEnd.Chaos;

/// <summary>How much chaos there is: what the environment says, otherwise what fits into CI.</summary>
/// <param name="Faults"><c>REFILLRADAR_CHAOS_FAULTS</c>: how many faults strike.</param>
/// <param name="Changes"><c>REFILLRADAR_CHAOS_CHANGES</c>: how many changes are sent, all endpoints together.</param>
/// <param name="Seed"><c>REFILLRADAR_CHAOS_SEED</c>: the same seed gives the same faults and the same changes.</param>
internal sealed record ChaosSize(int Faults, int Changes, int Seed)
{
    private const int MostShort = 30;

    /// <summary>Whether faults last as long as they do in production; otherwise a few seconds at most.</summary>
    public bool IsLong => Faults > MostShort;

    public static ChaosSize Read(int faults, int changes) => new(
        Number("REFILLRADAR_CHAOS_FAULTS", faults),
        Number("REFILLRADAR_CHAOS_CHANGES", changes),
        Number("REFILLRADAR_CHAOS_SEED", Random.Shared.Next(1, 1_000_000)));

    private static int Number(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
