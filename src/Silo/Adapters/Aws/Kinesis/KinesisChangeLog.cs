using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Ingest.Formats;
using RefillRadar.Silo.Adapters.Aws.Kinesis.Client;

namespace RefillRadar.Silo.Adapters.Aws.Kinesis;

/// <summary>
/// The changes that the stream still holds, read again after an unclean stop. They go through the parser of the way in, under the stream's ARN, so
/// that their positions are those of the deliveries. Some shards are read at a time, each after those it came from; few batches wait in memory.
/// </summary>
internal sealed partial class KinesisChangeLog(
    IAmazonKinesis kinesis, AwsOptions options, ColumnMapping columns, TimeProvider time, ILogger<KinesisChangeLog> logger) : IChangeLog
{
    // The stream's clock and ours differ a little, and a delivery bears the time at which it came, not that at which it was put.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly ILogger<KinesisChangeLog> _logger = logger;

    public async IAsyncEnumerable<LoggedChanges> ReadAsync(
        DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var stream = new KinesisStream(kinesis, options.StreamName);
        var arn = await stream.ArnAsync(cancellationToken);
        var shards = ShardLineage.ParentsFirst(await stream.ShardsAsync(cancellationToken));
        var span = new ReadSpan(Start(since, now), (now + Margin).UtcDateTime);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var batches = Channel.CreateBounded<ImmutableArray<StockChange>>(StreamReading.MaxReaders);
        var reading = new StreamReading(stream, new KinesisBatches(arn, columns, time), batches.Writer, time, _logger).ReadAsync(shards, span, stop.Token);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(cancellationToken))
                yield return new LoggedChanges(batch);
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }

        LogRead(options.StreamName, shards.Count, since);
    }

    // Null: from the oldest record that is kept. A time to come is refused by the stream.
    private static DateTime? Start(DateTimeOffset since, DateTimeOffset now)
    {
        var from = since < now ? since : now;
        return from - DateTimeOffset.UnixEpoch > Margin ? (from - Margin).UtcDateTime : null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Read {Shards} shards of {Stream} again since {Since}")]
    private partial void LogRead(string stream, int shards, DateTimeOffset since);
}
