namespace RefillRadar.Bench.Pages;

/// <summary>Writes the phases side by side, as a Markdown table.</summary>
internal static class PagesReport
{
    private const double Megabyte = 1 << 20;

    public static void Write(TextWriter report, IReadOnlyList<Figures> phases)
    {
        var idle = phases[0];
        report.WriteLine($"| | {string.Join(" | ", phases.Select(phase => phase.Phase))} |");
        report.WriteLine($"| --- | {string.Join(" | ", phases.Select(_ => "--:"))} |");
        Row("Changes taken in, a second", phase => $"{phase.Changes:N0}");
        Row("CPU of the process", phase => $"{phase.Cpu:N0} ms/s");
        Row("CPU a page", phase => phase.Pages == 0 ? "" : $"{(phase.Cpu - idle.Cpu) / phase.Pages:0.00} ms/s");
        Row("Live objects", phase => $"{phase.Live / Megabyte:N0} MB");
        Row("Live objects a page", phase => phase.Pages == 0 ? "" : $"{(phase.Live - idle.Live) / Megabyte / phase.Pages:0.00} MB");
        Row("Working set", phase => $"{phase.WorkingSet / Megabyte:N0} MB");
        Row("Working set a page", phase => phase.Pages == 0 ? "" : $"{(phase.WorkingSet - idle.WorkingSet) / Megabyte / phase.Pages:0.00} MB");
        Row("Bytes over the wire to an overview", phase => phase.Pages == 0 ? "" : $"{phase.BytesPerPage.Overview:N0} B/s");
        Row("Bytes over the wire to a list of alerts", phase => phase.Pages == 0 ? "" : $"{phase.BytesPerPage.Alerts:N0} B/s");
        foreach (var what in idle.Latencies.Keys)
            Row($"Change to page: {what}", phase => Latency(phase.Latencies[what]));

        void Row(string what, Func<Figures, string> figure) => report.WriteLine($"| {what} | {string.Join(" | ", phases.Select(figure))} |");
    }

    private static string Latency(double[] sorted) => sorted.Length == 0
        ? ""
        : $"p50 {Figures.Quantile(sorted, 0.5):0} ms, p99 {Figures.Quantile(sorted, 0.99):0} ms ({sorted.Length:N0})";
}
