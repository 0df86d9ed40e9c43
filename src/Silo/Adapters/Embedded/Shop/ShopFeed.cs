using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using RefillRadar.Silo.Adapters.Embedded.Sqlite;
using RefillRadar.Silo.Ingest;

namespace RefillRadar.Silo.Adapters.Embedded.Shop;

/// <summary>
/// Takes the shop's changes in, in order, the same way as the events of Kinesis. The cursor follows only after the
/// answer, so a change may be handed over twice (its position says so) but is never skipped.
/// </summary>
internal sealed partial class ShopFeed(
    ShopDatabase shop, ShopCursors cursors, IBatchIngest ingest, TimeProvider time, ILogger<ShopFeed> logger) : BackgroundService
{
    private const int MaxBatch = 1_000;

    private static readonly TimeSpan PruneInterval = TimeSpan.FromMinutes(10);

    private readonly ILogger<ShopFeed> _logger = logger;
    private readonly ShopEventWriter _events = new(shop.Options);
    private ShopCursor? _cursor;
    private long _seenData = -1;
    private long _seenSchema = -1;
    private DateTimeOffset _pruneAt = DateTimeOffset.MinValue;

    /// <summary>Prepares the shop first, so that a wrong configuration stops the start.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        shop.Prepare();
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _events.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(shop.Options.PollInterval, time);
        using var session = shop.Open();
        var retry = Retry();
        do
            await retry.ExecuteAsync(async token => await PollAsync(session, token), stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // For ever: no change is skipped, whatever is away.
    private ResiliencePipeline Retry() => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception is not null && !attempt.Context.CancellationToken.IsCancellationRequested),
            MaxRetryAttempts = int.MaxValue,
            Delay = TimeSpan.FromMilliseconds(100),
            MaxDelay = TimeSpan.FromSeconds(5),
            BackoffType = DelayBackoffType.Exponential,
            OnRetry = attempt =>
            {
                LogNotTaken(attempt.Outcome.Exception!, attempt.AttemptNumber + 1);
                return default;
            },
        })
        .Build();

    private async Task PollAsync(SqliteSession session, CancellationToken cancellationToken)
    {
        // Counts other connections' commits only, which is why nothing is ever written through this one.
        var data = session.Scalar<long>("PRAGMA data_version");
        if (data == _seenData)
        {
            ingest.Heartbeat();
            Prune();
            return;
        }

        RepairCapture(session);
        await TakeChangesAsync(session, cancellationToken);
        _seenData = data;
    }

    // A table made anew has lost its triggers; a changed schema is the moment to look.
    private void RepairCapture(SqliteSession session)
    {
        var schema = session.Scalar<long>("PRAGMA schema_version");
        if (schema == _seenSchema)
            return;
        var before = shop.Id;
        if (!string.Equals(shop.Repair(), before, StringComparison.Ordinal))
        {
            LogCaptureRepaired();
            _cursor = null;
        }

        _seenSchema = schema;
    }

    private async Task TakeChangesAsync(SqliteSession session, CancellationToken cancellationToken)
    {
        _cursor ??= await cursors.LoadAsync(shop.Id, cancellationToken);
        if (_cursor is not null && IsRestored(session, _cursor))
        {
            LogRestored();
            shop.Renew();
            _cursor = null;
        }

        _cursor ??= await LoadAsync(cancellationToken);
        for (var rows = session.ChangesAfter(_cursor.Position, MaxBatch); rows.Count > 0;
            rows = session.ChangesAfter(_cursor.Position, MaxBatch))
        {
            await TakeAsync(rows, cancellationToken);
        }
    }

    private static bool IsRestored(SqliteSession session, ShopCursor cursor) =>
        session.Head() < cursor.Position
        || (cursor.Token is { } token && session.TokenAt(cursor.Position) is { } there && there != token);

    private async Task TakeAsync(List<ShopRow> rows, CancellationToken cancellationToken)
    {
        var body = _events.Write(shop.Source, rows, out var written);
        var failed = await ingest.PostAsync(body, cancellationToken);
        var taken = failed.Count == 0 ? written : rows.FindIndex(row => row.Id >= Lowest(failed));
        if (taken > 0)
        {
            var last = rows[taken - 1];
            var next = _cursor! with { Position = last.Id, Token = last.Token };
            // It has been taken: a stop in this moment must not forget that.
            await cursors.SaveAsync(shop.Id, next, CancellationToken.None);
            _cursor = next;
        }

        if (failed.Count > 0)
            throw new InvalidOperationException($"{failed.Count} of {written} changes failed, the first at {Lowest(failed)}.");
    }

    // One that is no number of ours fails the whole batch.
    private static long Lowest(IReadOnlyList<string> failed) =>
        failed.Min(number => long.TryParse(number, System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : 0);

    private async Task<ShopCursor> LoadAsync(CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow();
        var (head, levels) = ReadLevels(at);
        foreach (var chunk in levels.Chunk(MaxBatch))
        {
            for (var rows = chunk; rows.Length > 0;)
            {
                var body = _events.Write(shop.Source, rows, out var written);
                if ((await ingest.PostAsync(body, cancellationToken)).Count > 0)
                    throw new InvalidOperationException("A part of the full load failed; it starts again.");
                rows = rows[written..];
            }
        }

        var cursor = new ShopCursor(head, null, head, at);
        await cursors.SaveAsync(shop.Id, cursor, CancellationToken.None);
        LogLoaded(levels.Count, head);
        return cursor;
    }

    // One read transaction: the levels are those of exactly this position. Over before anything is sent, as in a database
    // without WAL a reader keeps the writers waiting.
    private (long Head, List<ShopRow> Levels) ReadLevels(DateTimeOffset at)
    {
        using var session = shop.Open();
        session.Execute("BEGIN");
        var head = session.Head();
        return (head, [.. session.Levels(shop.Options, head, at)]);
    }

    private void Prune()
    {
        var now = time.GetUtcNow();
        if (_cursor is null || now < _pruneAt)
            return;
        // More at the next quiet poll while there is more; each step is short, as it keeps the shop's writers waiting.
        if (shop.Prune(_cursor.Position, now - shop.Options.KeepChanges) == 0)
            _pruneAt = now + PruneInterval;
    }
}
