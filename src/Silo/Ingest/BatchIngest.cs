using Microsoft.Extensions.ObjectPool;
using Orleans;
using Polly;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Feed;
using RefillRadar.Grains.Quarantine;
using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Grains.Stock.Intake;
using RefillRadar.Grains.Stock.Partition;
using RefillRadar.Grains.Telemetry;
using RefillRadar.Ingest.Formats;
using RefillRadar.Ingest.Formats.Envelope;

namespace RefillRadar.Silo.Ingest;

/// <summary>Parses a batch, hands each partition its part in one call, and says which records have to come again.</summary>
internal sealed partial class BatchIngest(
    IGrainFactory grains,
    IQuarantine quarantine,
    ColumnMapping columns,
    FeedMonitor feed,
    RadarMetrics metrics,
    TimeProvider time,
    ILogger<BatchIngest> logger,
    ILoggedStreams? logged = null) : IBatchIngest
{
    /// <summary>Format of records that came as a Lambda Kinesis event.</summary>
    public const string KinesisFormat = "kinesis";

    /// <summary>Format of records that came as lines.</summary>
    public const string LinesFormat = "records";

    private readonly KinesisEventReader _events = new(columns);
    private readonly RecordLinesReader _lines = new(columns);
    private readonly ResiliencePipeline<ApplyResult> _retry = PartitionRetry.Create(time);
    private readonly ObjectPool<IncomingBatch> _batches =
        new DefaultObjectPool<IncomingBatch>(new IncomingBatchPolicy(new StockKeyCache(columns.IgnoreCase)), IncomingBatchPolicy.MaxKept);

    // Looking up a reference takes as long as two records.
    private readonly ICatchUpTarget[] _partitions =
        [.. Enumerable.Range(0, StockPartitions.Count).Select(partition => grains.GetGrain<ICatchUpTarget>(partition))];

    public async Task<IReadOnlyList<string>> PostAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var result = await TakeAsync(body, _events, new Arrival(KinesisFormat, IsOwn: true, IsLogged: true), cancellationToken);
        return result.Failed.Count == 0 ? [] : SequenceNumbers(body.Span, result.Failed);
    }

    public async Task<IReadOnlyList<KnownLevel>?> KnownAsync(CancellationToken cancellationToken)
    {
        var known = await Task.WhenAll(Enumerable.Range(0, StockPartitions.Count)
            .Select(partition => grains.GetGrain<IStockPartitionGrain>(partition).Known())).WaitAsync(cancellationToken);
        return known.All(part => part.IsComplete) ? [.. known.SelectMany(part => part.Levels)] : null;
    }

    public void Heartbeat() => feed.Heard();

    /// <summary>Takes a Lambda Kinesis event. Throws <see cref="NotAKinesisEventException"/> for anything else.</summary>
    /// <param name="body">The event.</param>
    /// <param name="isOwn">Whether it names a source as we do, and was not sent by somebody else.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<IngestResult> PostEventAsync(ReadOnlyMemory<byte> body, bool isOwn, CancellationToken cancellationToken) =>
        TakeAsync(body, _events, new Arrival(KinesisFormat, IsOwn: isOwn), cancellationToken);

    /// <summary>Takes record lines; <paramref name="position"/> orders those that carry no position of their own.</summary>
    public Task<IngestResult> PostLinesAsync(ReadOnlyMemory<byte> body, LinePosition? position, CancellationToken cancellationToken) =>
        TakeAsync(body, _lines, new Arrival(LinesFormat, position), cancellationToken);

    /// <summary>The sequence numbers of the records at these places, as the event writes them.</summary>
    public IReadOnlyList<string> SequenceNumbers(ReadOnlySpan<byte> body, IReadOnlyCollection<int> indexes)
    {
        var finder = new RecordFinder(indexes);
        _events.Read(body, ref finder);
        return finder.Numbers;
    }

    private async Task<IngestResult> TakeAsync(
        ReadOnlyMemory<byte> body, IRecordReader reader, Arrival arrival, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var batch = _batches.Get();
        batch.Start(arrival.Format, time.GetUtcNow(), arrival.Position, arrival.IsOwn);
        reader.Read(body.Span, ref batch);
        var isLogged = arrival.IsLogged || (logged is not null && batch.Streams.All(logged.Contains));
        var id = Guid.NewGuid();
        var parts = await Task.WhenAll(batch.Parts
            .Select((part, partition) => (part, partition))
            .Where(target => target.part.Count > 0)
            .Select(target => ApplyAsync(target.part, target.partition, id, isLogged, cancellationToken)));
        var failed = new SortedSet<int>();
        var ignored = batch.Skipped.Count;
        var applied = 0;
        foreach (var (part, result) in parts)
        {
            applied += result?.Applied ?? 0;
            batch.Skipped.Add(result?.Duplicates ?? 0, result?.Older ?? 0);
            failed.UnionWith(result is null ? part.Indexes : result.Failed.Select(part.IndexOf));
        }

        if (batch.Skipped.Emptied is { } emptied && !await TryReportAsync(emptied, batch.At, cancellationToken))
            failed.Add(emptied.Index);
        Reject(batch, body.Span, reader, parts);
        await KeepAsync(batch, failed, cancellationToken);
        var lag = batch.NewestCommit > 0 ? TimeSpan.FromTicks(Math.Max(0, batch.At.UtcTicks - batch.NewestCommit)) : (TimeSpan?)null;
        // Of a source nothing of which can be taken in, nothing is heard.
        if (failed.Count == 0 || applied + batch.Skipped.Count > 0)
            feed.Heard(lag, batch.Skipped);
        metrics.Delivered(failed.Count, batch.Rejected.Count, ignored, time.GetElapsedTime(started), lag);
        var answer = IngestResult.Of(applied, batch, failed);
        // A partition that did not answer may still read from it.
        if (parts.All(part => part.Result is not null))
            _batches.Return(batch);
        return answer;
    }

    private async Task<bool> TryReportAsync(EmptiedTable emptied, DateTimeOffset arrived, CancellationToken cancellationToken)
    {
        try
        {
            DateTimeOffset? at = emptied.Ticks > 0 ? new DateTimeOffset(emptied.Ticks, TimeSpan.Zero) : null;
            await grains.GetGrain<IFeedGrain>(0).Emptied(new TableEmptied(emptied.Table, at ?? arrived, at)).WaitAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotReported(exception, emptied.Table);
            return false;
        }
    }

    // What partitions can never take in joins what could not be read.
    private static void Reject(
        IncomingBatch batch, ReadOnlySpan<byte> body, IRecordReader reader, (IncomingPart Part, ApplyResult? Result)[] parts)
    {
        var reasons = new Dictionary<int, string>();
        foreach (var (part, result) in parts)
        {
            foreach (var rejected in result?.Rejected ?? [])
                reasons.TryAdd(part.IndexOf(rejected.Index), rejected.Reason);
        }

        if (reasons.Count == 0)
            return;
        var finder = new RecordFinder(
            reasons.Keys, change => batch.Reject(change.Index, change.Source, change.Sequence, change.Raw, reasons[change.Index]));
        reader.Read(body, ref finder);
    }

    private async Task KeepAsync(IncomingBatch batch, SortedSet<int> failed, CancellationToken cancellationToken)
    {
        if (batch.Rejected.Count == 0)
            return;
        try
        {
            await quarantine.AddAsync([.. batch.Rejected], cancellationToken);
            LogQuarantined(batch.Rejected.Count, batch.Rejected[0].Source, batch.Rejected[0].Reason);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotKept(exception, batch.Rejected.Count);
            failed.UnionWith(batch.RejectedIndexes);
        }
    }

    private async Task<(IncomingPart Part, ApplyResult? Result)> ApplyAsync(
        IncomingPart part, int partition, Guid id, bool isLogged, CancellationToken cancellationToken)
    {
        var batch = part.ToBatch() with { Id = id, IsLogged = isLogged };
        var attempt = 0;
        try
        {
            return (part, await _retry.ExecuteAsync(
                async token =>
                {
                    attempt++;
                    return await _partitions[partition].Apply(batch with { Attempt = attempt }).WaitAsync(token);
                },
                cancellationToken));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotApplied(exception, partition, part.Count, attempt);
            return (part, null);
        }
    }

    /// <summary>How a batch came.</summary>
    private readonly record struct Arrival(string Format, LinePosition? Position = null, bool IsOwn = false, bool IsLogged = false);

    [LoggerMessage(Level = LogLevel.Error, Message = "That table {Table} was truncated, dropped or renamed could not be stored; the record has to come again")]
    private partial void LogNotReported(Exception exception, string table);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Records} records of {Source} went to the quarantine; the first: {Reason}")]
    private partial void LogQuarantined(int records, string source, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Records} records could not be put into the quarantine and have to come again")]
    private partial void LogNotKept(Exception exception, int records);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Partition {Partition} did not take {Changes} changes in {Attempts} attempts")]
    private partial void LogNotApplied(Exception exception, int partition, int changes, int attempts);
}
