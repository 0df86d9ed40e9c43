using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
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

    private readonly ILogger<ShopFeed> _logger = logger;
    private readonly ShopEventWriter _events = new(shop.Options);
    private readonly ShopReconciler _reconciler = new(shop, ingest, time, logger);
    private ShopCursor? _cursor;
    private long? _seenData;
    private long _seenSchema = -1;

    // Our own shop may be unused, beside records that are posted: then its heartbeat says nothing about their source.
    private bool _isInUse = !shop.Options.IsOwn;

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
        var retry = Retry();
        do
            await retry.ExecuteAsync(async token => await PollAsync(token), stoppingToken);
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

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        if (shop.File.TryForgetMoved())
        {
            LogMoved(shop.Options.Path);
            (_seenData, _seenSchema) = (null, -1);
            _reconciler.IsDue = true;
        }

        if (shop.File.Version() is not { } data)
            return;
        if (data != _seenData)
        {
            await TakeChangesAsync(cancellationToken);
            _seenData = data;
        }

        if (_isInUse)
            ingest.Heartbeat();
        await _reconciler.CompareAsync(_cursor!, cancellationToken);
    }

    private async Task TakeChangesAsync(CancellationToken cancellationToken)
    {
        ShopLook look;
        do
        {
            look = await LookAsync(cancellationToken);
            if (look.Changes.Count > 0)
                await TakeAsync(look.Changes, cancellationToken);
        }
        while (look.Changes.Count > 0);
        _isInUse |= look.HasRows;
    }

    // What comes next, after everything that has to be done first: capture put back, another database recognised, levels loaded.
    private async Task<ShopLook> LookAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            _cursor ??= await cursors.LoadAsync(shop.Id, cancellationToken);
            var look = await shop.File.ReadAsync(session => ShopLook.At(session, shop.Options, _cursor, MaxBatch), cancellationToken);
            if (look.Schema != _seenSchema)
            {
                // A table made anew has lost its triggers; a changed schema is the moment to look.
                _seenSchema = look.Schema;
                var before = shop.Id;
                if (string.Equals(shop.Repair(), before, StringComparison.Ordinal))
                    continue;
                LogCaptureRepaired();
                _cursor = null;
            }
            else if (_cursor is null)
            {
                _cursor = await LoadAsync(cancellationToken);
            }
            else if (look.IsOfAnother)
            {
                LogRestored();
                shop.Renew();
                _cursor = null;
            }
            else
            {
                return look;
            }
        }
    }

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
        // The levels are those of exactly this position, read before anything is sent.
        var at = time.GetUtcNow();
        var (head, levels) = await shop.File.ReadAsync(
            session => (session.Head(), session.Levels(shop.Options, session.Head(), at).ToList()), cancellationToken);
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
        _reconciler.IsDue = true;
        return cursor;
    }
}
