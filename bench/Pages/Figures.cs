namespace RefillRadar.Bench.Pages;

/// <summary>What one phase cost and how quick it was.</summary>
/// <param name="Phase">What was open.</param>
/// <param name="Pages">How many pages.</param>
/// <param name="Changes">Changes that the program took in, a second.</param>
/// <param name="Cpu">CPU of the program, milliseconds a second.</param>
/// <param name="Live">Bytes of live objects.</param>
/// <param name="WorkingSet">Bytes of memory.</param>
/// <param name="BytesPerPage">Bytes a second to a page that reads, over the wire: overviews and alert lists.</param>
/// <param name="Latencies">From a change to the page, by where it was seen.</param>
internal sealed record Figures(
    string Phase, int Pages, double Changes, double Cpu, long Live, long WorkingSet, (double Overview, double Alerts) BytesPerPage,
    IReadOnlyDictionary<string, double[]> Latencies)
{
    /// <summary>One of the sorted figures: 0.5 is the median.</summary>
    public static double Quantile(double[] sorted, double part) => sorted.Length == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * part)];
}
