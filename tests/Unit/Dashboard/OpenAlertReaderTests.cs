using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using RefillRadar.Dashboard.Live;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Partition;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class OpenAlertReaderTests
{
    private readonly FakeTimeProvider _time = new(Samples.Now);
    private readonly PagedRadar _radar = new();
    private readonly LiveFeed _feed;
    private readonly OpenAlertReader _reader;

    public OpenAlertReaderTests()
    {
        _feed = new LiveFeed(_time);
        _reader = new OpenAlertReader(_feed, _radar, _time);
    }

    [Fact]
    public async Task All_pages_share_one_read_and_the_records_of_it()
    {
        using var page = _feed.Subscribe();
        _radar.Alerts = 2_500;
        var found = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => FindAsync()));
        Assert.All(found, alerts => Assert.Equal(2_500, alerts.Count));
        Assert.Equal(3, _radar.Pages);
        Assert.Same(found[0][7], found[^1][7]);
    }

    [Fact]
    public async Task After_a_gap_they_are_read_again()
    {
        using var page = _feed.Subscribe();
        _feed.LinkRenewed(known: true);
        Assert.Single(await FindAsync());
        _radar.Alerts = 2;
        Assert.Single(await FindAsync());

        _feed.LinkLost();
        Assert.Equal(2, (await FindAsync()).Count);
        _radar.Alerts = 3;
        _feed.LinkRenewed(known: false);
        Assert.Equal(3, (await FindAsync()).Count);
    }

    [Fact]
    public async Task What_was_read_while_no_levels_came_is_read_again_when_they_come()
    {
        using var page = _feed.Subscribe();
        _feed.LinkRenewed(known: true, levels: false);
        await FindAsync();
        _feed.LinkRenewed(known: true, levels: true);
        Assert.Null(_feed.Open.Find(_ => true));
    }

    [Fact]
    public async Task When_the_last_page_has_gone_nothing_is_kept()
    {
        var page = _feed.Subscribe();
        await FindAsync();
        page.Dispose();
        Assert.Null(_feed.Open.Find(_ => true));
    }

    [Fact]
    public async Task Too_many_are_not_kept_and_not_counted_for_every_page()
    {
        using var page = _feed.Subscribe();
        _radar.Alerts = OpenAlerts.Most + 1;
        Assert.Null(await _reader.FindAsync(_ => true, default));
        var pages = _radar.Pages;
        Assert.Null(await _reader.FindAsync(_ => true, default));
        Assert.Equal(pages, _radar.Pages);

        _radar.Alerts = 1;
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(await FindAsync());
    }

    private async Task<List<Alert>> FindAsync()
    {
        var found = await _reader.FindAsync(_ => true, default);
        Assert.NotNull(found);
        return found;
    }

    private sealed class PagedRadar : IRadar
    {
        private int _pages;

        public int Alerts { get; set; } = 1;

        public int Pages => _pages;

        public Task<AlertPage> ListAlertsAsync(AlertQuery query, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _pages);
            var from = int.Parse(query.Cursor ?? "0", System.Globalization.CultureInfo.InvariantCulture);
            var to = Math.Min(Alerts, from + query.Limit);
            ImmutableArray<AlertRow> rows =
            [
                .. Enumerable.Range(from, to - from).Select(i => new AlertRow(Samples.Alert($"a{i}", $"{i}"), $"{i}", 1, null, null, [])),
            ];
            return Task.FromResult(new AlertPage(rows, to < Alerts ? to.ToString(System.Globalization.CultureInfo.InvariantCulture) : null));
        }

        public Task<ProductPage> ListProductsAsync(ProductQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ProductDetail?> GetProductAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<AlertRow?> GetAlertAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<AlertActionResult> ActAsync(string alertId, AlertAction action, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<RadarStats> GetStatsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ThresholdsInfo> GetThresholdsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ThresholdPage> ListThresholdsAsync(ThresholdQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ImmutableArray<LevelSample>> GetLevelsAsync(
            string key, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ImmutableArray<string>> GetTeamsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ThresholdMatch> MatchThresholdsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ThresholdCheck> CheckThresholdsAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<WhatIf?> WhatIfAsync(string key, decimal threshold, decimal? recovery, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<SystemStatus> GetSystemAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> SubscribeAsync(IRadarObserver observer, bool levels, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
