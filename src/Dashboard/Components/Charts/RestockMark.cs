using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Components.Charts;

/// <summary>A jump up of the level: where it is, in percent of the chart from its left, and how much came in.</summary>
internal sealed record RestockMark(double Left, DateTimeOffset At, decimal Received)
{
    /// <summary>Most marks of one chart: the largest stay.</summary>
    public const int Max = 40;

    // Less than this part of the highest level is a return or a correction.
    private const decimal Least = 0.1m;

    /// <summary>Rises from one level to the next inside the chart, of at least a tenth of the highest level in it. Samples oldest first.</summary>
    public static IReadOnlyList<RestockMark> Of(IReadOnlyList<LevelSample> samples, DateTimeOffset from, DateTimeOffset to)
    {
        var highest = samples.Where(sample => sample.At >= from && sample.At <= to).Select(sample => sample.Quantity).DefaultIfEmpty().Max();
        List<RestockMark> marks = [];
        for (var i = 1; i < samples.Count; i++)
        {
            var received = samples[i].Quantity - samples[i - 1].Quantity;
            var at = samples[i].At;
            if (received > 0 && received >= highest * Least && at >= from && at <= to)
                marks.Add(new RestockMark((at - from) / (to - from) * 100, at, received));
        }

        return marks.Count <= Max ? marks : [.. marks.OrderByDescending(mark => mark.Received).Take(Max).OrderBy(mark => mark.At)];
    }
}
