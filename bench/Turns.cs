namespace RefillRadar.Bench;

/// <summary>Measures two things in turns, so that both see the same machine, and takes medians.</summary>
internal static class Turns
{
    public static async Task<(double Value, double Yardstick, double Ratio)> RunAsync(
        int turns, Func<Task<double>> value, Func<Task<double>> yardstick)
    {
        var values = new List<double>();
        var yardsticks = new List<double>();
        for (var turn = 0; turn < turns; turn++)
        {
            // Who goes first changes, so that neither always finds the caches warm.
            if (turn % 2 == 0)
            {
                yardsticks.Add(await yardstick());
                values.Add(await value());
            }
            else
            {
                values.Add(await value());
                yardsticks.Add(await yardstick());
            }
        }

        return (Median(values), Median(yardsticks), Median(values.Zip(yardsticks, (left, right) => left / right)));
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
