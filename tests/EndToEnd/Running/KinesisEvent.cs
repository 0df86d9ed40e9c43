using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RefillRadar.Tests.EndToEnd.Running;

/// <summary>Records as DMS puts them on a stream, and the event that Lambda makes of them.</summary>
internal static class KinesisEvent
{
    public const string Arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/stock-changes";
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    /// <summary>A data record at a place of the binary log.</summary>
    public static KinesisRecord Dms(int place, string operation, int product, string quantity) => new(
        Sequence(place),
        $$$"""
        {"data":{"product_id":{{{product}}},"quantity_available":{{{quantity}}},"last_updated":"{{{Time(place)}}}"},
        "metadata":{"timestamp":"{{{Time(place)}}}","record-type":"data","operation":"{{{operation}}}","partition-key-type":"primary-key",
        "partition-key-value":"HASP.inventory.{{{product}}}","schema-name":"HASP","table-name":"inventory","transaction-id":{{{9_000_000L + place}}},
        "transaction-record-id":1,"prev-transaction-id":{{{9_000_000L + place - 1}}},"prev-transaction-record-id":1,
        "commit-timestamp":"{{{Time(place)}}}","stream-position":"mysql-bin-changelog.000007:{{{1_000 + place * 310}}}:1:{{{place}}}:0"}}
        """);

    /// <summary>What DMS writes when it begins with a table.</summary>
    public static KinesisRecord Control(int place) => new(
        Sequence(place),
        $$$"""
        {"control":{"table-def":{"columns":{"product_id":{"type":"INT32"},"quantity_available":{"type":"INT32"}},"primary-key":["product_id"]}},
        "metadata":{"timestamp":"{{{Time(place)}}}","record-type":"control","operation":"create-table","partition-key-type":"task-id",
        "partition-key-value":"TASK","schema-name":"HASP","table-name":"inventory"}}
        """);

    /// <summary>A record that is not what it ought to be.</summary>
    public static KinesisRecord Bad(int place, string data) => new(Sequence(place), data);

    /// <summary>The event as Lambda gets it, of this stream.</summary>
    public static string Of(IEnumerable<KinesisRecord> records, string arn = Arn) => JsonSerializer.Serialize(new
    {
        Records = records.Select(record => new
        {
            kinesis = new
            {
                kinesisSchemaVersion = "1.0",
                partitionKey = "HASP.inventory",
                sequenceNumber = record.Sequence,
                data = Convert.ToBase64String(Encoding.UTF8.GetBytes(record.Data)),
                approximateArrivalTimestamp = 1772359872.125,
            },
            eventSource = "aws:kinesis",
            eventVersion = "1.0",
            eventID = $"shardId-000000000006:{record.Sequence}",
            eventName = "aws:kinesis:record",
            invokeIdentityArn = "arn:aws:iam::123456789012:role/refillradar-ingest",
            awsRegion = "eu-central-1",
            eventSourceARN = arn,
        }),
    });

    private static string Sequence(int place) =>
        string.Create(CultureInfo.InvariantCulture, $"4959033827149025660855969253{place:D28}");

    private static string Time(int place) =>
        Start.AddMilliseconds(place * 40L).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}

/// <summary>One record of a stream.</summary>
internal sealed record KinesisRecord(string Sequence, string Data);
