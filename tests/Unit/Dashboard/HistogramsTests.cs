using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using RefillRadar.Dashboard.Components.Charts;
using RefillRadar.Grains.Alerts;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class HistogramsTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly FakeTimeProvider _time = new(Samples.Now);
    private readonly CountingStore _store = new();
    private readonly Histograms _histograms;

    public HistogramsTests() => _histograms = new Histograms(_store, _time);

    [Fact]
    public async Task Pages_that_ask_within_a_few_seconds_share_one_count()
    {
        Assert.Same(await GetAsync(), await GetAsync());
        Assert.Equal(1, _store.Asked);
        await _histograms.GetAsync(ChartRange.Named("1h"), default);
        Assert.Equal(2, _store.Asked);
    }

    [Fact]
    public async Task It_is_the_same_list_until_a_count_changes()
    {
        var first = await GetAsync();
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Same(first, await GetAsync());
        Assert.Equal(2, _store.Asked);

        _store.Low = 3;
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(3, (await GetAsync())[^1].Low);
    }

    [Fact]
    public async Task The_last_bucket_holds_this_moment()
    {
        var buckets = await GetAsync();
        Assert.Equal(24, buckets.Count);
        Assert.True(buckets[^1].From <= Samples.Now && Samples.Now < buckets[^1].From + Hour);
    }

    [Fact]
    public async Task A_count_that_failed_is_asked_for_again()
    {
        _store.Fails = true;
        await Assert.ThrowsAsync<InvalidOperationException>(GetAsync);
        _store.Fails = false;
        Assert.Equal(24, (await GetAsync()).Count);
    }

    private Task<IReadOnlyList<AlertBucket>> GetAsync() => _histograms.GetAsync(ChartRange.Named("24h"), default);

    private sealed class CountingStore : IAlertStore
    {
        public int Asked { get; private set; }

        public int Low { get; set; }

        public bool Fails { get; set; }

        public Task<ImmutableArray<AlertBucket>> HistogramAsync(DateTimeOffset from, DateTimeOffset to, TimeSpan bucket, CancellationToken cancellationToken)
        {
            Asked++;
            return Fails
                ? throw new InvalidOperationException("The store does not answer.")
                : Task.FromResult<ImmutableArray<AlertBucket>>([.. Enumerable.Range(0, (int)((to - from) / bucket)).Select(i => new AlertBucket(from + bucket * i, Low, 0))]);
        }

        public Task<bool> PutAsync(AlertRow row, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task RemoveAsync(string id, long revision, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<AlertRow?> GetAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<AlertPage> ListAsync(AlertQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ImmutableArray<string>> DueAsync(DateTimeOffset until, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<AlertCounts> CountAsync(DateTimeOffset since, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
