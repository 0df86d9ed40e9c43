using Microsoft.Extensions.Time.Testing;
using RefillRadar.Dashboard.Components.Charts;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class RestockTimesTests
{
    private readonly FakeTimeProvider _time = new(Samples.Now);
    private readonly FakeAlertStore _store = new(pageSize: 2);

    [Theory]
    [InlineData(new[] { 9 }, 9)]
    [InlineData(new[] { 30, 1, 5 }, 5)]
    [InlineData(new[] { 4, 100, 2, 6 }, 5)]
    public void The_median_is_the_middle_one_or_between_the_two(int[] minutes, int expected) =>
        Assert.Equal(new RestockTime(TimeSpan.FromMinutes(expected), minutes.Length), RestockTime.Of(minutes.Select(took => Restocked(took)), Samples.Now));

    [Fact]
    public void Only_restocks_of_the_last_week_count()
    {
        Alert[] others =
        [
            Restocked(5) with { ResolvedReason = ResolvedReason.ThresholdChanged }, Samples.Alert("open"),
            Restocked(5, Samples.Now.AddDays(-7)), Restocked(5, Samples.Now.AddSeconds(1)), Restocked(-1),
        ];
        Assert.Equal(new RestockTime(null, 0), RestockTime.Of(others, Samples.Now));
    }

    [Fact]
    public async Task Every_page_of_resolved_alerts_is_read_once_a_minute_for_all_who_ask()
    {
        _store.Alerts.AddRange([Restocked(1), Restocked(2), Restocked(9), Restocked(30), Restocked(60)]);
        var times = new RestockTimes(_store, _time);
        Assert.Equal(new RestockTime(TimeSpan.FromMinutes(9), 5), await times.GetAsync(default));
        Assert.Equal([null, "2", "4"], _store.Asked.Select(query => query.Cursor));
        Assert.All(_store.Asked, query => Assert.Equal(AlertStatus.Resolved, Assert.Single(query.Statuses)));

        _time.Advance(TimeSpan.FromMinutes(1));
        await times.GetAsync(default);
        Assert.Equal(3, _store.Asked.Count);
        _time.Advance(TimeSpan.FromSeconds(1));
        await times.GetAsync(default);
        Assert.Equal(6, _store.Asked.Count);
    }

    [Fact]
    public async Task A_failure_is_not_remembered()
    {
        _store.Fails = true;
        var times = new RestockTimes(_store, _time);
        await Assert.ThrowsAsync<TimeoutException>(() => times.GetAsync(default));
        _store.Fails = false;
        Assert.Equal(0, (await times.GetAsync(default)).Count);
    }

    private static Alert Restocked(int minutes, DateTimeOffset? at = null)
    {
        var end = at ?? Samples.Now.AddMinutes(-1);
        return Samples.Alert("r", status: AlertStatus.Resolved) with { OpenedAt = end.AddMinutes(-minutes), ResolvedAt = end, ResolvedReason = ResolvedReason.Restocked };
    }
}
