using System.Globalization;
using RefillRadar.Tests.EndToEnd.Running;

namespace RefillRadar.Tests.EndToEnd.Chaos.Senders;

/// <summary>Bodies of record lines and events; <c>place</c> is the place of a change in its source's log.</summary>
internal static class RecordForms
{
    // Not the stream that the program reads again after an unclean stop.
    private const string Stream = "arn:aws:kinesis:eu-central-1:123456789012:stream/other-changes";

    /// <summary>A record as DMS writes it.</summary>
    public static string Dms(int product, int quantity, long place) => Text($$$"""
        {"data":{"product_id":{{{product}}},"quantity_available":{{{quantity}}}},"metadata":{"timestamp":"{{{Now}}}","record-type":"data","operation":"update","partition-key-type":"primary-key","schema-name":"HASP","table-name":"inventory","transaction-id":{{{place}}},"transaction-record-id":1,"commit-timestamp":"{{{Now}}}","stream-position":"mysql-bin-changelog.000007:{{{1_000 + place * 310}}}:1:{{{place}}}:0"}}
        """);

    /// <summary>An event as Debezium's connector for MySQL writes it.</summary>
    public static string Debezium(int product, int quantity, long place) => Text($$$"""
        {"before":null,"after":{"product_id":{{{product}}},"quantity_available":{{{quantity}}}},"source":{"connector":"mysql","name":"shop","ts_ms":{{{Milliseconds}}},"db":"HASP","table":"inventory","file":"mysql-bin.000012","pos":{{{1_000 + place * 310}}},"row":0},"op":"u","ts_ms":{{{Milliseconds}}}}
        """);

    /// <summary>A record of Maxwell with its position.</summary>
    public static string Maxwell(int product, int quantity, long place) => Text($$$"""
        {"database":"HASP","table":"inventory","type":"update","ts":{{{Milliseconds / 1000}}},"xid":{{{place}}},"position":"master.000006:{{{1_000 + place * 310}}}","commit":true,"data":{"product_id":{{{product}}},"quantity_available":{{{quantity}}}}}
        """);

    /// <summary>A record of Maxwell without a position.</summary>
    public static string Bare(int product, int quantity, long place) => Text($$$"""
        {"database":"HASP","table":"inventory","type":"update","ts":{{{Milliseconds / 1000}}},"data":{"product_id":{{{product}}},"quantity_available":{{{quantity}}}}}
        """);

    /// <summary>A Lambda Kinesis event of DMS records.</summary>
    public static string Event(IEnumerable<(string Record, long Place)> records) => KinesisEvent.Of(records.Select(record =>
        new KinesisRecord(string.Create(CultureInfo.InvariantCulture, $"4959033827149025660855969253{record.Place:D28}"), record.Record)), Stream);

    private static string Now => DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static long Milliseconds => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
