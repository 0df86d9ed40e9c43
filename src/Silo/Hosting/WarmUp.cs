using System.Text;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Thresholds;
using RefillRadar.Ingest.Formats;
using RefillRadar.Ingest.Formats.Envelope;
using RefillRadar.Silo.Ingest;

namespace RefillRadar.Silo.Hosting;

/// <summary>
/// Takes a made-up delivery through parser and decisions before the server answers, so that the first real change does not wait
/// for the compiler. Nothing of it reaches a grain or a store.
/// </summary>
internal sealed class WarmUp : IHostedService
{
    private const int Rounds = 200;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var (rows, _) = ThresholdCsv.Parse("product_id,name,stockout_threshold,recovery_threshold\n1,One,5,7\n"u8.ToArray());
        var replay = new AlertReplay(new ThresholdTable("warm-up", rows), new AlertsOptions());
        var reader = new KinesisEventReader(new ColumnMapping());
        var batch = new IncomingBatch(new StockKeyCache());
        var at = DateTimeOffset.UnixEpoch;
        for (var round = 0; round < Rounds; round++)
        {
            batch.Start(BatchIngest.KinesisFormat, at += TimeSpan.FromMinutes(1));
            reader.Read(Event(round), ref batch);
            foreach (var change in batch.InOrder())
                replay.Apply(change, at);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static byte[] Event(int round)
    {
        var record = $$$"""{"data":{"product_id":1,"quantity_available":{{{round % 10}}}},"metadata":{"operation":"update","schema-name":"HASP","table-name":"inventory"}}""";
        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes(record));
        return Encoding.UTF8.GetBytes($$$"""{"Records":[{"kinesis":{"sequenceNumber":"{{{round + 1}}}","data":"{{{data}}}"},"eventSourceARN":"warm-up"}]}""");
    }
}
