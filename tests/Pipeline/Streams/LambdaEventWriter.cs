using System.Text.Json;
using RefillRadar.Pipeline.Cloud;

namespace RefillRadar.Pipeline.Streams;

/// <summary>Writes batches of a shard as the function gets them. https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html</summary>
internal sealed class LambdaEventWriter(string stream, string shard)
{
    /// <summary>Most bytes of an event.</summary>
    public const int LargestEvent = 6 << 20;

    public string Shard => shard;

    public byte[] Write(IReadOnlyList<StreamRecord> batch) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        Records = batch.Select(record => new
        {
            kinesis = new
            {
                kinesisSchemaVersion = "1.0",
                partitionKey = record.PartitionKey,
                sequenceNumber = record.SequenceNumber,
                data = record.Data,
                approximateArrivalTimestamp = record.ArrivedAt,
            },
            eventSource = "aws:kinesis",
            eventVersion = "1.0",
            eventID = $"{shard}:{record.SequenceNumber}",
            eventName = "aws:kinesis:record",
            invokeIdentityArn = "arn:aws:iam::000000000000:role/refillradar-ingest",
            awsRegion = AwsCalls.Region,
            eventSourceARN = stream,
        }),
    });

    /// <summary>How many of these records, from the first, fit into one event; at least one.</summary>
    public static int Fitting(IReadOnlyList<StreamRecord> records, int most)
    {
        const int Envelope = 600;
        var bytes = 0L;
        for (var count = 0; count < records.Count; count++)
        {
            bytes += records[count].Data.Length + records[count].PartitionKey.Length + Envelope;
            if (count == most || (bytes > LargestEvent && count > 0))
                return count;
        }

        return records.Count;
    }
}
