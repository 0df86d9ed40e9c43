using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RefillRadar.Tests.Cluster;

/// <summary>Lambda Kinesis events of DMS records.</summary>
internal static class KinesisEvents
{
    private const string Stream = "arn:aws:kinesis:eu-central-1:111122223333:stream/stock";

    /// <summary>A record of a row; numbered like a shard does, above 64 bits.</summary>
    public static (string Sequence, byte[] Data) Row(int number, int product, decimal quantity, string operation = "update") => (
        SequenceOf(number),
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$$"""
            {"data":{"product_id":{{{product}}},"quantity_available":{{{quantity}}}},
             "metadata":{"timestamp":"2026-11-23T12:00:00.000000Z","record-type":"data","operation":"{{{operation}}}",
              "partition-key-type":"primary-key","schema-name":"HASP","table-name":"inventory","transaction-id":{{{number}}}}}
            """)));

    public static (string Sequence, byte[] Data) Raw(int number, string data) => (SequenceOf(number), Encoding.UTF8.GetBytes(data));

    public static string SequenceOf(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"495903382714909{number:00000000}608559692538361571095921575989136");

    public static byte[] Of(IEnumerable<(string Sequence, byte[] Data)> records) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        Records = records.Select(record => new
        {
            kinesis = new
            {
                kinesisSchemaVersion = "1.0",
                partitionKey = "1",
                sequenceNumber = record.Sequence,
                data = Convert.ToBase64String(record.Data),
                approximateArrivalTimestamp = 1545084650.987,
            },
            eventSource = "aws:kinesis",
            eventVersion = "1.0",
            eventID = $"shardId-000000000006:{record.Sequence}",
            eventName = "aws:kinesis:record",
            awsRegion = "eu-central-1",
            eventSourceARN = Stream,
        }).ToArray(),
    });
}
