using System.Globalization;

namespace RefillRadar.Bench.Pages;

/// <summary>What <c>bench pages</c> loads the program with.</summary>
/// <param name="Products">Products with a level and a threshold.</param>
/// <param name="Alerts">Alerts open all the while.</param>
/// <param name="Changes">Level changes a second.</param>
/// <param name="Pages">Open pages, half of them overviews, half alert lists.</param>
/// <param name="Slow">How many of the pages stop reading in the last phase.</param>
/// <param name="Browsers">Real browsers beside the pages: 0 or 1.</param>
/// <param name="Seconds">How long each phase is measured.</param>
internal sealed record PagesOptions(int Products, int Alerts, int Changes, int Pages, int Slow, int Browsers, int Seconds)
{
    public const string Usage = "bench pages [--products 100000] [--alerts 5000] [--changes 2000] [--pages 200] [--slow 10] [--browsers 1] [--seconds 30]";

    /// <summary>Null when the arguments are not as in <see cref="Usage"/>.</summary>
    public static PagesOptions? Parse(IReadOnlyList<string> arguments)
    {
        var given = new Dictionary<string, int>
        {
            ["--products"] = 100_000,
            ["--alerts"] = 5_000,
            ["--changes"] = 2_000,
            ["--pages"] = 200,
            ["--slow"] = 10,
            ["--browsers"] = 1,
            ["--seconds"] = 30,
        };
        foreach (var pair in arguments.Chunk(2))
        {
            if (pair.Length < 2 || !given.ContainsKey(pair[0]) || !int.TryParse(pair[1], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                return null;
            given[pair[0]] = value;
        }

        return new PagesOptions(
            given["--products"], given["--alerts"], given["--changes"], given["--pages"], given["--slow"], given["--browsers"], given["--seconds"]);
    }
}
