using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Bench.Decisions;

/// <summary>Ports that cost next to nothing, so that the grains are what is measured.</summary>
internal sealed class MemoryPorts(int products) : IAlertStore, ILevelStore, ILevelHistory, IJournal, IThresholdSource, IMailer
{
    private readonly ConcurrentDictionary<string, AlertRow> _rows = new();

    public int Alerts => _rows.Count;

    public TimeSpan PollInterval => TimeSpan.FromHours(1);

    public string Name => "bench";

    public TimeSpan Timeout => TimeSpan.FromSeconds(1);

    public Task<bool> PutAsync(AlertRow row, CancellationToken cancellationToken)
    {
        _rows[row.Alert.Id] = row;
        return Task.FromResult(true);
    }

    public Task RemoveAsync(string id, long revision, CancellationToken cancellationToken)
    {
        _rows.TryRemove(id, out _);
        return Task.CompletedTask;
    }

    public Task<AlertRow?> GetAsync(string id, CancellationToken cancellationToken) => Task.FromResult(_rows.GetValueOrDefault(id));

    public Task<AlertPage> ListAsync(AlertQuery query, CancellationToken cancellationToken) => Task.FromResult(new AlertPage([], null));

    public Task<ImmutableArray<string>> DueAsync(DateTimeOffset until, int limit, CancellationToken cancellationToken) =>
        Task.FromResult(ImmutableArray<string>.Empty);

    public Task<AlertCounts> CountAsync(DateTimeOffset since, CancellationToken cancellationToken) => Task.FromResult(new AlertCounts(0, 0));

    public Task<ImmutableArray<AlertBucket>> HistogramAsync(
        DateTimeOffset from, DateTimeOffset to, TimeSpan bucket, CancellationToken cancellationToken) =>
        Task.FromResult(ImmutableArray<AlertBucket>.Empty);

    public Task SaveAsync(int partition, IReadOnlyList<LevelChunk> chunks, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<ImmutableArray<LevelChunk>> LoadAsync(int partition, CancellationToken cancellationToken) =>
        Task.FromResult(ImmutableArray<LevelChunk>.Empty);

    public Task AppendAsync(int partition, IReadOnlyList<LevelSample> samples, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<ImmutableArray<LevelSample>> ReadAsync(
        int partition, string key, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        Task.FromResult(ImmutableArray<LevelSample>.Empty);

    public async IAsyncEnumerable<LoggedChanges> ReadAsync(
        DateTimeOffset since, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield break;
    }

    public Task AppendAsync(int partition, IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task TruncateAsync(int partition, DateTimeOffset before, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<ThresholdFile?> ReadAsync(string? knownVersion, CancellationToken cancellationToken) =>
        Task.FromResult(knownVersion is null ? File() : null);

    public Task KeepAsync(ThresholdFile file, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<ThresholdFile?> ReadKeptAsync(CancellationToken cancellationToken) => Task.FromResult<ThresholdFile?>(File());

    public Task<MailOutcome> SendAsync(Mail mail, CancellationToken cancellationToken) => Task.FromResult(MailOutcome.Sent);

    private ThresholdFile File()
    {
        var csv = new StringBuilder("product_id,name,stockout_threshold\n");
        for (var id = 1; id <= products; id++)
            csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"{id},Product {id},{StockTraffic.Threshold}\n");
        return new ThresholdFile("bench", Encoding.UTF8.GetBytes(csv.ToString()), DateTimeOffset.UtcNow);
    }
}
