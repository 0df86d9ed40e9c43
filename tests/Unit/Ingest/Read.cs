using System.Text;
using RefillRadar.Ingest.Formats;
using RefillRadar.Ingest.Formats.Envelope;

namespace RefillRadar.Tests.Unit.Ingest;

/// <summary>Runs the readers over text.</summary>
internal static class Read
{
    public const string Arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/cdc";

    /// <summary>What a single record gives.</summary>
    public static RecordingSink Record(string json, ColumnMapping? columns = null) => Event(EventOf(Encoding.UTF8.GetBytes(json)), columns);

    public static RecordingSink Event(byte[] body, ColumnMapping? columns = null)
    {
        var sink = new RecordingSink();
        new KinesisEventReader(columns ?? new ColumnMapping()).Read(body, ref sink);
        return sink;
    }

    public static RecordingSink Lines(string body, ColumnMapping? columns = null)
    {
        var sink = new RecordingSink();
        new RecordLinesReader(columns ?? new ColumnMapping()).Read(Encoding.UTF8.GetBytes(body), ref sink);
        return sink;
    }

    /// <summary>The one change of a record.</summary>
    public static SeenChange Change(string json, ColumnMapping? columns = null)
    {
        var sink = Record(json, columns);
        Assert.Empty(sink.Rejections);
        return Assert.Single(sink.Changes);
    }

    /// <summary>Why a record was rejected; fails when it was not.</summary>
    public static string Rejection(string json, ColumnMapping? columns = null)
    {
        var sink = Record(json, columns);
        Assert.Empty(sink.Changes);
        return Assert.Single(sink.Rejections).Reason;
    }

    public static IgnoredReason Ignoral(string json)
    {
        var sink = Record(json);
        Assert.Empty(sink.Changes);
        Assert.Empty(sink.Rejections);
        return Assert.Single(sink.Ignorals).Reason;
    }

    /// <summary>A Lambda event; record n has sequence number 1000 + n.</summary>
    public static byte[] EventOf(params IEnumerable<byte[]> payloads) =>
        EventOfData(payloads.Select(payload => Convert.ToBase64String(payload)));

    public static byte[] EventOfData(params IEnumerable<string> data)
    {
        var records = data.Select((text, n) =>
            $$"""
            {"kinesis":{"kinesisSchemaVersion":"1.0","partitionKey":"k","sequenceNumber":"{{1000 + n}}","data":"{{text}}",
            "approximateArrivalTimestamp":1545084650.987},"eventSource":"aws:kinesis","eventVersion":"1.0",
            "eventID":"shardId-000000000006:{{1000 + n}}","eventName":"aws:kinesis:record","awsRegion":"eu-central-1","eventSourceARN":"{{Arn}}"}
            """);
        return Encoding.UTF8.GetBytes($$"""{"Records":[{{string.Join(',', records)}}]}""");
    }

    /// <summary>A DMS data record.</summary>
    public static string Dms(string operation, string data, string? before = null, string metadata = "") =>
        $$"""
        {"data":{{data}},{{(before is null ? "" : $"\"before-image\":{before},")}}"metadata":{"timestamp":"2026-03-01T10:11:13.834211Z",
        "record-type":"data","operation":"{{operation}}","partition-key-type":"primary-key","schema-name":"HASP","table-name":"inventory",
        "transaction-id":12884914321{{(metadata.Length > 0 ? "," + metadata : "")}}} }
        """;
}
