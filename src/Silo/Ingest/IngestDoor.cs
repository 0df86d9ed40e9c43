using System.Collections.Concurrent;
using Orleans;
using RefillRadar.Grains;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Quarantine;
using RefillRadar.Grains.Stock.Intake;
using RefillRadar.Grains.Stock.Partition;
using RefillRadar.Grains.Telemetry;
using RefillRadar.Ingest.Formats;
using RefillRadar.Ingest.Formats.Envelope;

namespace RefillRadar.Silo.Ingest;

/// <summary>Parses a delivery, hands each partition its part in one call, and says which records have to come again.</summary>
internal sealed partial class IngestDoor(
    IGrainFactory grains,
    IQuarantine quarantine,
    ColumnMapping columns,
    FeedMonitor feed,
    RadarMetrics metrics,
    TimeProvider time,
    ILogger<IngestDoor> logger) : IIngestDoor
{
    /// <summary>Format of records that came as a Lambda Kinesis event.</summary>
    public const string KinesisFormat = "kinesis";

    /// <summary>Format of records that came as lines.</summary>
    public const string LinesFormat = "records";

    // A partition, or a product, is away for a moment when a silo comes or goes; after the last try the delivery has to come again.
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(600), TimeSpan.FromSeconds(1), TimeSpan.Zero];

    private readonly KinesisEventReader _events = new(columns);
    private readonly RecordLinesReader _lines = new(columns);
    private readonly StockKeyCache _keys = new();
    private readonly ConcurrentBag<Delivery> _deliveries = [];

    // Looking up a reference takes as long as two records.
    private readonly IStockPartitionGrain[] _partitions =
        [.. Enumerable.Range(0, StockPartitions.Count).Select(partition => grains.GetGrain<IStockPartitionGrain>(partition))];

    public async Task<IReadOnlyList<string>> PostAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var result = await PostEventAsync(body, cancellationToken);
        return result.Failed.Count == 0 ? [] : SequenceNumbers(body.Span, result.Failed);
    }

    public void Heartbeat() => feed.Heard(null);

    /// <summary>Takes a Lambda Kinesis event. Throws <see cref="NotAKinesisEventException"/> for anything else.</summary>
    public Task<IngestResult> PostEventAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        TakeAsync(delivery => _events.Read(body.Span, ref delivery), KinesisFormat, null, cancellationToken);

    /// <summary>Takes record lines; <paramref name="position"/> orders those that carry no position of their own.</summary>
    public Task<IngestResult> PostLinesAsync(ReadOnlyMemory<byte> body, LinePosition? position, CancellationToken cancellationToken) =>
        TakeAsync(delivery => _lines.Read(body.Span, ref delivery), LinesFormat, position, cancellationToken);

    /// <summary>The sequence numbers of the records at these places, as the event writes them.</summary>
    public IReadOnlyList<string> SequenceNumbers(ReadOnlySpan<byte> body, IReadOnlyCollection<int> indexes)
    {
        var sink = new SequenceSink(indexes);
        _events.Read(body, ref sink);
        return sink.Numbers;
    }

    private async Task<IngestResult> TakeAsync(
        Func<Delivery, int> read, string format, LinePosition? position, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        if (!_deliveries.TryTake(out var delivery))
            delivery = new Delivery(_keys);
        delivery.Start(format, time.GetUtcNow(), position);
        read(delivery);
        var failed = new SortedSet<int>();
        var keeping = KeepAsync(delivery, failed, cancellationToken);
        var applying = delivery.Parts
            .Select((part, partition) => (part, partition))
            .Where(target => target.part.Count > 0)
            .Select(target => ApplyAsync(target.part, target.partition, cancellationToken))
            .ToArray();
        await keeping;
        int applied = 0, skipped = delivery.Ignored;
        var answered = true;
        foreach (var (part, result) in await Task.WhenAll(applying))
        {
            answered &= result is not null;
            applied += result?.Applied ?? 0;
            skipped += result?.Skipped ?? 0;
            failed.UnionWith(result is null ? part.Indexes : result.Failed.Select(part.IndexOf));
        }

        var lag = delivery.NewestCommit > 0 ? TimeSpan.FromTicks(Math.Max(0, delivery.At.UtcTicks - delivery.NewestCommit)) : (TimeSpan?)null;
        feed.Heard(lag);
        metrics.Delivered(failed.Count, delivery.Rejected.Count, delivery.Ignored, time.GetElapsedTime(started), lag);
        var answer = new IngestResult(applied, skipped, delivery.Rejected.Count, failed, delivery.Rejected.FirstOrDefault()?.Reason);
        // A partition that did not answer may still read from it.
        if (answered)
            _deliveries.Add(delivery);
        return answer;
    }

    private async Task KeepAsync(Delivery delivery, SortedSet<int> failed, CancellationToken cancellationToken)
    {
        if (delivery.Rejected.Count == 0)
            return;
        try
        {
            await quarantine.AddAsync([.. delivery.Rejected], cancellationToken);
            LogQuarantined(delivery.Rejected.Count, delivery.Rejected[0].Source, delivery.Rejected[0].Reason);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotKept(exception, delivery.Rejected.Count);
            failed.UnionWith(delivery.RejectedIndexes);
        }
    }

    private async Task<(Delivery.Part Part, ApplyResult? Result)> ApplyAsync(
        Delivery.Part part, int partition, CancellationToken cancellationToken)
    {
        foreach (var pause in Pauses)
        {
            try
            {
                var result = await _partitions[partition].Apply(part.ToBatch(), cancellationToken);
                if (result.Failed.IsEmpty || pause == Pauses[^1])
                    return (part, result);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogNotApplied(exception, partition, part.Count);
            }

            await Task.Delay(pause, cancellationToken);
        }

        return (part, null);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Records} records of {Source} went to the quarantine; the first: {Reason}")]
    private partial void LogQuarantined(int records, string source, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Records} records could not be put into the quarantine and have to come again")]
    private partial void LogNotKept(Exception exception, int records);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Partition {Partition} did not take {Changes} changes")]
    private partial void LogNotApplied(Exception exception, int partition, int changes);
}
