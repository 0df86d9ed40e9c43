using RefillRadar.Dashboard.Components.Charts;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Tests.Unit.Dashboard;

/// <summary>What is drawn over a level: times of being low, and restocks.</summary>
public sealed class ProductChartTests
{
    private static readonly DateTimeOffset From = Samples.Now;
    private static readonly DateTimeOffset To = Samples.Now.AddHours(10);

    [Fact]
    public void A_band_covers_its_episode_cut_at_the_ends_of_the_chart()
    {
        Assert.Equal((20, 30), Band(2, 5));
        Assert.Equal((0, 50), Band(-3, 5));
        Assert.Equal((90, 10), Band(9, 40));
    }

    [Fact]
    public void An_open_episode_reaches_to_now() => Assert.Equal((20, 60), Band(2, null));

    [Fact]
    public void An_episode_outside_of_the_chart_has_no_band()
    {
        Assert.Null(Band(-5, -1));
        Assert.Null(Band(11, 12));
    }

    [Fact]
    public void A_jump_up_is_a_restock_and_a_small_one_is_a_correction()
    {
        var marks = Marks(50, 100, 90, 99.9m, 109.9m);
        Assert.Equal([(1.0, 50m)], marks.Select(mark => ((mark.At - From).TotalHours, mark.Received)));
        Assert.Equal(10, marks[0].Left);
        Assert.Equal(2, Marks(50, 100, 90, 100.1m).Count);
    }

    [Fact]
    public void A_jump_before_the_chart_or_from_the_level_before_it_is_told_apart()
    {
        LevelSample[] samples = [At(-3, 1), At(-2, 90), At(1, 100)];
        Assert.Equal(10, Assert.Single(RestockMark.Of(samples, From, To)).Received);
    }

    [Fact]
    public void Of_very_many_restocks_the_largest_are_marked_in_order_of_time()
    {
        List<LevelSample> samples = [At(0, 0)];
        for (var i = 1; i <= RestockMark.Max + 5; i++)
        {
            samples.Add(At(i * 0.1, 100 + i));
            samples.Add(At((i * 0.1) + 0.05, 0));
        }

        var marks = RestockMark.Of(samples, From, To);
        Assert.Equal(Enumerable.Range(6, RestockMark.Max).Select(i => 100m + i), marks.Select(mark => mark.Received));
    }

    private static (double Left, double Width)? Band(double opened, double? resolved)
    {
        var alert = Samples.Alert("a") with { OpenedAt = From.AddHours(opened), ResolvedAt = resolved is { } end ? From.AddHours(end) : null };
        return EpisodeBand.Of([alert], From, To, From.AddHours(8)) is [var band] ? (Math.Round(band.Left, 6), Math.Round(band.Width, 6)) : null;
    }

    private static IReadOnlyList<RestockMark> Marks(params decimal[] quantities) =>
        RestockMark.Of([.. quantities.Select((quantity, hour) => At(hour, quantity))], From, To);

    private static LevelSample At(double hours, decimal quantity) => new("1", From.AddHours(hours), quantity);
}
