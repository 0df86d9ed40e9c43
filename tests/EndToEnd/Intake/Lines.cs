using System.Globalization;

namespace RefillRadar.Tests.EndToEnd.Intake;

/// <summary>Lines for <c>/ingest/records</c>, as the three tools write them.</summary>
internal static class Lines
{
    /// <summary>DMS; the transaction began its statement at <paramref name="time"/> and stands at this place of the log.</summary>
    public static string Dms(int product, string quantity, string time, string position, int transaction = 1) =>
        $$$"""{"data":{"product_id":{{{product}}},"quantity_available":{{{quantity}}}},"metadata":{"timestamp":"2026-11-23T{{{time}}}.000000Z","record-type":"data","operation":"update","schema-name":"HASP","table-name":"inventory","transaction-id":{{{transaction}}},"transaction-record-id":1,"commit-timestamp":"2026-11-23T{{{time}}}.000000Z","stream-position":"{{{position}}}"}}""";

    /// <summary>Debezium, of a server and its log.</summary>
    public static string Debezium(int product, int quantity, DateTimeOffset at, string file, long offset, int server = 1) =>
        $$$"""{"before":{"product_id":{{{product}}},"quantity_available":100},"after":{"product_id":{{{product}}},"quantity_available":{{{quantity}}}},"source":{"connector":"mysql","name":"shop","server_id":{{{server}}},"ts_ms":{{{at.ToUnixTimeMilliseconds()}}},"db":"HASP","table":"inventory","file":"{{{file}}}","pos":{{{offset}}},"row":0},"op":"u","ts_ms":{{{at.ToUnixTimeMilliseconds()}}}}""";

    /// <summary>Maxwell with <c>output_binlog_position</c>.</summary>
    public static string Maxwell(int product, int quantity, DateTimeOffset at, string position, int server = 1) =>
        $$$"""{"database":"HASP","table":"inventory","type":"update","ts":{{{at.ToUnixTimeSeconds()}}},"xid":100,"commit":true,"position":"{{{position}}}","server_id":{{{server}}},"data":{"product_id":{{{product}}},"quantity_available":{{{quantity}}}},"old":{"quantity_available":100}}""";

    /// <summary>No position at all: what was sent last counts.</summary>
    public static string Plain(int product, string quantity) =>
        $$$"""{"database":"HASP","table":"inventory","type":"update","data":{"product_id":{{{product}}},"quantity_available":{{{quantity}}}}}""";

    /// <summary>No position at all: what was sent last counts.</summary>
    public static string Plain(int product, int quantity) => Plain(product, quantity.ToString(CultureInfo.InvariantCulture));
}
