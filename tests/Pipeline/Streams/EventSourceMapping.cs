using System.Collections.Concurrent;
using RefillRadar.Pipeline.Lambda;

namespace RefillRadar.Pipeline.Streams;

/// <summary>
/// A stand-in for Lambda's event source mapping of a Kinesis stream, with <c>ReportBatchItemFailures</c>: from each shard one
/// batch at a time, in order, from the oldest record on.
/// </summary>
internal sealed class EventSourceMapping : IAsyncDisposable
{
    private readonly KinesisStream _stream;
    private readonly MappingOptions _options;
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, ShardDelivery> _deliveries;
    private readonly Task _running;

    public EventSourceMapping(KinesisStream stream, MappingOptions options, Function function)
    {
        (_stream, _options) = (stream, options);
        _deliveries = stream.Shards.ToDictionary(
            shard => shard,
            shard => new ShardDelivery(
                new LambdaEventWriter(stream.Arn, shard), options, function, Watch, OnFailure.Enqueue, TimeProvider.System));
        _running = Task.WhenAll(_deliveries.Select(delivery => RunAsync(delivery.Key, delivery.Value)));
    }

    /// <summary>Told of each invocation, on the thread of its shard.</summary>
    public event Action<Delivered>? Delivering;

    /// <summary>The destination of what was given up.</summary>
    public ConcurrentQueue<Discarded> OnFailure { get; } = new();

    /// <summary>The last record of a shard behind which everything is done; null before the first.</summary>
    public string? Checkpoint(string shard) => _deliveries[shard].Checkpoint;

    /// <summary>Why it no longer reads the stream; null while it does.</summary>
    public string? Ended => _running.IsCompleted ? $"{_running.Status}: {_running.Exception}" : null;

    /// <summary>Stops in the middle of what it does, as nothing is lost by it. Throws what ended it before, if anything did.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _running;
        }
        catch (OperationCanceledException)
        {
            // Asked for.
        }

        _stop.Dispose();
    }

    private void Watch(Delivered delivered) => Delivering?.Invoke(delivered);

    private async Task RunAsync(string shard, ShardDelivery delivery)
    {
        var place = await _stream.BeginAsync(shard, _stop.Token);
        while (true)
        {
            (var records, place) = await ReadAsync(place);
            for (var rest = records; rest.Count > 0;)
            {
                var batch = LambdaEventWriter.Fitting(rest, _options.BatchSize);
                await delivery.DeliverAsync([.. rest.Take(batch)], _stop.Token);
                rest = [.. rest.Skip(batch)];
            }

            if (records.Count == 0)
                await Task.Delay(_options.PollInterval, _stop.Token);
        }
    }

    // A read that failed has taken nothing: it is repeated from the same place.
    private async Task<(IReadOnlyList<StreamRecord> Records, string Next)> ReadAsync(string place)
    {
        try
        {
            return await _stream.ReadAsync(place, _options.BatchSize, _stop.Token);
        }
        catch (HttpRequestException exception) when (exception.StatusCode is null or >= System.Net.HttpStatusCode.InternalServerError)
        {
            return ([], place);
        }
    }
}
