using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using RefillRadar.Silo.Adapters.Aws.Kinesis.Client;

namespace RefillRadar.Silo.Adapters.Aws.Kinesis;

/// <summary>Reads one shard up to its end, within the calls that a shard allows.</summary>
internal sealed partial class ShardReader(KinesisStream stream, Shard shard, TimeProvider time, ILogger logger)
{
    private const int MaxCalls = 10;

    // A shard answers five calls a second to all its readers together; Lambda is one of them.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly ResiliencePipeline _retry = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<AmazonServiceException>(exception => exception.ErrorCode == KinesisStream.Throttled),
            MaxRetryAttempts = MaxCalls - 1,
            DelayGenerator = static call => new(Backoff(call.AttemptNumber)),
            OnRetry = call =>
            {
                LogThrottled(logger, shard.ShardId, call.RetryDelay);
                return default;
            },
        })
        .Build();

    private string? _last;

    /// <summary>The records of the span, in their order. Throws what the stream throws; being throttled only after many tries.</summary>
    public async IAsyncEnumerable<List<Record>> ReadAsync(ReadSpan span, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var iterator = await IteratorAsync(after: null, span, cancellationToken);
        while (iterator is not null)
        {
            var answer = await NextAsync(iterator, span, cancellationToken);
            if (answer.Records is { Count: > 0 } records)
            {
                _last = records[^1].SequenceNumber;
                yield return records;
            }

            if (IsAtEnd(answer, span))
                yield break;
            iterator = answer.NextShardIterator;
            await Task.Delay(Pace, time, cancellationToken);
        }
    }

    // A full answer may say "0 behind" and still not be all.
    private static bool IsAtEnd(GetRecordsResponse answer, ReadSpan span)
    {
        var count = answer.Records?.Count ?? 0;
        return (answer.MillisBehindLatest == 0 && count < KinesisStream.MaxRecords)
            || (count > 0 && answer.Records![^1].ApproximateArrivalTimestamp > span.Until);
    }

    private async Task<GetRecordsResponse> NextAsync(string iterator, ReadSpan span, CancellationToken cancellationToken)
    {
        try
        {
            return await RecordsAsync(iterator, cancellationToken);
        }
        catch (AmazonServiceException exception) when (exception.ErrorCode == KinesisStream.Expired)
        {
            // Who takes the records was busy for five minutes.
            LogExpired(logger, shard.ShardId);
            var again = await IteratorAsync(_last, span, cancellationToken)
                ?? throw new InvalidDataException($"Kinesis gave no iterator for {shard.ShardId}.");
            return await RecordsAsync(again, cancellationToken);
        }
    }

    private ValueTask<string?> IteratorAsync(string? after, ReadSpan span, CancellationToken cancellationToken) =>
        _retry.ExecuteAsync(async cancelled => await stream.IteratorAsync(shard, after, span.From, cancelled), cancellationToken);

    private ValueTask<GetRecordsResponse> RecordsAsync(string iterator, CancellationToken cancellationToken) =>
        _retry.ExecuteAsync(async cancelled => await stream.RecordsAsync(iterator, cancelled), cancellationToken);

    // A second, doubled each time; half of it is random, so that readers of one shard come apart.
    private static TimeSpan? Backoff(int attempt) =>
        TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, Math.Pow(2, attempt)) * (0.5 + (Random.Shared.NextDouble() / 2)));

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Shard} is read by others too; next try in {Wait}")]
    private static partial void LogThrottled(ILogger logger, string? shard, TimeSpan wait);

    [LoggerMessage(Level = LogLevel.Information, Message = "The place in {Shard} had expired; reading goes on behind the last record")]
    private static partial void LogExpired(ILogger logger, string? shard);
}
