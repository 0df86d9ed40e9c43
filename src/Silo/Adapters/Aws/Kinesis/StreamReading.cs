using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Silo.Adapters.Aws.Kinesis.Client;

namespace RefillRadar.Silo.Adapters.Aws.Kinesis;

/// <summary>Reads several shards at a time into one channel; a shard begins when all that it came from has been handed on.</summary>
internal sealed class StreamReading(
    KinesisStream stream, KinesisBatches parser, ChannelWriter<ImmutableArray<StockChange>> batches, TimeProvider time, ILogger logger)
{
    /// <summary>Shards that are read at once.</summary>
    public const int MaxReaders = 4;

    /// <summary>Reads them, then ends the channel: with the first error if there is one. Never throws.</summary>
    public async Task ReadAsync(IReadOnlyList<Shard> shards, ReadSpan span, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var places = new SemaphoreSlim(MaxReaders);
        var reading = new Dictionary<string, Task>();
        foreach (var shard in shards)
        {
            var parents = ShardLineage.ParentsOf(shard).Select(parent => reading.GetValueOrDefault(parent, Task.CompletedTask));
            reading.Add(shard.ShardId!, ReadShardAsync(shard, [.. parents], span, places, stop));
        }

        try
        {
            await Task.WhenAll(reading.Values);
            batches.Complete();
        }
        catch (Exception exception)
        {
            var first = reading.Values.FirstOrDefault(task => task.IsFaulted)?.Exception?.InnerException;
            batches.Complete(first ?? exception);
        }
    }

    private async Task ReadShardAsync(Shard shard, Task[] parents, ReadSpan span, SemaphoreSlim places, CancellationTokenSource stop)
    {
        await Task.WhenAll(parents);
        await places.WaitAsync(stop.Token);
        try
        {
            await foreach (var records in new ShardReader(stream, shard, time, logger).ReadAsync(span, stop.Token))
            {
                if (parser.Parse(records) is { IsEmpty: false } changes)
                    await batches.WriteAsync(changes, stop.Token);
            }
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
        finally
        {
            places.Release();
        }
    }
}
