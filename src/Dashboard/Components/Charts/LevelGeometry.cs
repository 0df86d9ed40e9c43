using System.Globalization;
using System.Text;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Components.Charts;

/// <summary>A level over time as a step line in a box of 1000 × 100 whose origin is at the top left.</summary>
/// <param name="Line">SVG path of the line.</param>
/// <param name="Area">SVG path of what lies under it.</param>
/// <param name="Ticks">Values of the vertical axis, its ends included.</param>
/// <param name="Steps">The corners, at most one a column: where to hover.</param>
internal sealed record LevelGeometry(string Line, string Area, double[] Ticks, IReadOnlyList<LevelStep> Steps)
{
    public const double Width = 1000;
    public const double Height = 100;

    /// <summary>Columns of which each keeps only its first, lowest, highest and last level.</summary>
    public const int Columns = 500;

    /// <summary>Where a value lies, 0 at the bottom and 1 at the top of the axis.</summary>
    public double Share(double value) => (value - Ticks[0]) / (Ticks[^1] - Ticks[0]);

    /// <summary>Samples oldest first; those before <paramref name="from"/> only say where the line begins. Levels hold until the next sample.</summary>
    public static LevelGeometry Of(
        IReadOnlyList<LevelSample> samples, decimal? threshold, decimal? recovery, DateTimeOffset from, DateTimeOffset to)
    {
        var shown = Visible(samples, from, to);
        double[] values = [.. shown.Select(sample => (double)sample.Quantity), (double)(threshold ?? 0), (double)(recovery ?? 0)];
        var ticks = Axis.Ticks(values.Min(), values.Max() * 1.05, 5);
        List<LevelStep> steps = [.. shown.Select(sample => Step(sample, from, to, ticks))];
        var line = Path(Thin(steps));
        var area = line.Length == 0 ? "" : $"{line}V{N(Height + (ticks[0] / (ticks[^1] - ticks[0]) * Height))}H{N(steps[0].X)}Z";
        return new LevelGeometry(line, area, ticks, Hovers(steps));
    }

    private static List<LevelSample> Visible(IReadOnlyList<LevelSample> samples, DateTimeOffset from, DateTimeOffset to)
    {
        List<LevelSample> shown = [.. samples.Where(sample => sample.At >= from && sample.At <= to)];
        if (samples.LastOrDefault(sample => sample.At < from) is { Key: not null } before)
            shown.Insert(0, before with { At = from });

        return shown;
    }

    private static LevelStep Step(LevelSample sample, DateTimeOffset from, DateTimeOffset to, double[] ticks)
    {
        var x = (sample.At - from) / (to - from) * Width;
        var y = Height - (((double)sample.Quantity - ticks[0]) / (ticks[^1] - ticks[0]) * Height);
        return new LevelStep(x, y, sample.At, sample.Quantity);
    }

    private static List<LevelStep> Thin(List<LevelStep> steps)
    {
        if (steps.Count <= Columns * 4)
            return steps;

        return
        [
            .. from step in steps
               group step by (int)(step.X / Width * Columns) into column
               from kept in new[] { column.First(), column.MinBy(step => step.Y)!, column.MaxBy(step => step.Y)!, column.Last() }.Distinct().OrderBy(step => step.X)
               select kept,
        ];
    }

    private static string Path(List<LevelStep> steps)
    {
        var path = new StringBuilder();
        foreach (var step in steps)
            path.Append(path.Length == 0 ? $"M{N(step.X)} {N(step.Y)}" : $"H{N(step.X)}V{N(step.Y)}");

        return path.Length == 0 ? "" : path.Append('H').Append(N(Width)).ToString();
    }

    private static List<LevelStep> Hovers(List<LevelStep> steps)
    {
        const int columns = 120;
        return [.. steps.GroupBy(step => (int)(step.X / Width * columns)).Select(column => column.Last())];
    }

    private static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
