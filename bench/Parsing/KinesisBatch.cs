using System.Buffers;
using System.Globalization;
using System.Text;

namespace RefillRadar.Bench.Parsing;

/// <summary>A Lambda Kinesis event of updates as DMS writes them: json-unformatted, transaction details, before-image.</summary>
internal static class KinesisBatch
{
    private const string Arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/refillradar-cdc";

    private static readonly DateTime Start = new(2026, 3, 1, 10, 11, 12, DateTimeKind.Utc);

    /// <summary>Records of random products, as one array.</summary>
    public static byte[] Create(int records, int seed)
    {
        var random = new Random(seed);
        var ids = Enumerable.Range(0, 100_000).Select(id => id.ToString(CultureInfo.InvariantCulture)).ToArray();
        var body = new ArrayBufferWriter<byte>();
        Write(body, ids, [.. Enumerable.Range(0, records).Select(record => (random.Next(1, 100_000), random.Next(0, 500), (long)record))]);
        return body.WrittenSpan.ToArray();
    }

    /// <summary>Writes an event of these changes into a buffer, so that buffers can be used again: their garbage would be collected while others are measured.</summary>
    public static void Write(ArrayBufferWriter<byte> body, string[] ids, (int Product, int Quantity, long Sequence)[] changes)
    {
        var text = new StringBuilder("{\"Records\":[");
        for (var i = 0; i < changes.Length; i++)
        {
            var (product, quantity, number) = changes[i];
            var sequence = $"49590338271490256608559692538361571095921{number:000000000000000}";
            var data = Convert.ToBase64String(Encoding.UTF8.GetBytes(Payload(ids[product], quantity, number)));
            text.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture,
                $$"""{"kinesis":{"kinesisSchemaVersion":"1.0","partitionKey":"HASP.inventory.{{ids[product]}}","sequenceNumber":"{{sequence}}","data":"{{data}}","approximateArrivalTimestamp":1772359872.{{i:000}}},"eventSource":"aws:kinesis","eventVersion":"1.0","eventID":"shardId-000000000006:{{sequence}}","eventName":"aws:kinesis:record","invokeIdentityArn":"arn:aws:iam::123456789012:role/refillradar-ingest","awsRegion":"eu-central-1","eventSourceARN":"{{Arn}}"}""");
        }

        body.ResetWrittenCount();
        Encoding.UTF8.GetBytes(text.Append("]}").ToString(), body);
    }

    private static string Payload(string id, int quantity, long number)
    {
        var time = Start.AddMilliseconds(number);
        var offset = 36_912_271 + number * 412;
        var position = $"mysql-bin-changelog.002171:{offset}:0:{offset + 51}:15032388608:mysql-bin-changelog.002171:{offset - 88}";
        return string.Create(CultureInfo.InvariantCulture,
            $$"""
            {"data":{"product_id":{{id}},"quantity_available":{{quantity}},"last_updated":"{{time:yyyy-MM-ddTHH:mm:ss}}Z"},"before-image":{"product_id":{{id}},"quantity_available":{{quantity + 1}},"last_updated":"{{time.AddHours(-1):yyyy-MM-ddTHH:mm:ss}}Z"},"metadata":{"timestamp":"{{time:yyyy-MM-ddTHH:mm:ss.ffffff}}Z","record-type":"data","operation":"update","partition-key-type":"primary-key","partition-key-value":"HASP.inventory.{{id}}","schema-name":"HASP","table-name":"inventory","transaction-id":{{12884914321 + number}},"transaction-record-id":1,"prev-transaction-id":{{12884914320 + number}},"prev-transaction-record-id":1,"commit-timestamp":"{{time:yyyy-MM-ddTHH:mm:ss.000000}}Z","stream-position":"{{position}}"} }

            """);
    }
}
