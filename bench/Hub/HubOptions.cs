using System.Globalization;

namespace RefillRadar.Bench.Hub;

/// <summary>What <c>bench hub</c> loads the program with.</summary>
/// <param name="Clients">Connections to the hub that ask for a snapshot and never read.</param>
/// <param name="Posts">Bodies of 6 MiB posted at once while they are connected.</param>
/// <param name="Products">Products with a level and a threshold.</param>
/// <param name="Alerts">Alerts open all the while.</param>
/// <param name="Changes">Level changes per second while they are connected.</param>
/// <param name="Seconds">How long they stay connected.</param>
/// <param name="After">Seconds from the time they have gone to the last figure.</param>
internal sealed record HubOptions(int Clients, int Posts, int Products, int Alerts, int Changes, int Seconds, int After)
{
    public const string Usage =
        "bench hub [--clients 200] [--posts 0] [--products 20000] [--alerts 5000] [--changes 2000] [--seconds 30] [--after 60]";

    /// <summary>Null when the arguments are not as in <see cref="Usage"/>.</summary>
    public static HubOptions? Parse(IReadOnlyList<string> arguments)
    {
        var given = new Dictionary<string, int>
        {
            ["--clients"] = 200,
            ["--posts"] = 0,
            ["--products"] = 20_000,
            ["--alerts"] = 5_000,
            ["--changes"] = 2_000,
            ["--seconds"] = 30,
            ["--after"] = 60,
        };
        foreach (var pair in arguments.Chunk(2))
        {
            if (pair.Length < 2 || !given.ContainsKey(pair[0]) || !int.TryParse(pair[1], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                return null;
            given[pair[0]] = value;
        }

        return new HubOptions(
            given["--clients"], given["--posts"], given["--products"], given["--alerts"], given["--changes"], given["--seconds"], given["--after"]);
    }
}
