using System.Text.Json;

namespace RefillRadar.Ingest.Formats;

/// <summary>Names the columns of a row, for the reason why one that is mapped was not found in it.</summary>
internal static class RowColumns
{
    private const int Most = 10;
    private const int LongestName = 40;

    /// <summary>A sentence with the first ten columns of the record's row; empty when it has none.</summary>
    public static string Describe(ReadOnlySpan<byte> payload)
    {
        try
        {
            var reader = new Utf8JsonReader(payload.StartsWith(RecordParser.ByteOrderMark) ? payload[3..] : payload);
            using var document = JsonDocument.ParseValue(ref reader);
            string[] names = [.. RowOf(document.RootElement).EnumerateObject().Select(column => Reason.Clean(column.Name, LongestName)).Take(Most + 1)];
            return names.Length == 0 ? "" : $" The row has {string.Join(", ", names.Take(Most))}{(names.Length > Most ? " and more" : "")}.";
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return "";
        }
    }

    // The row of every format, below what wraps it; otherwise the columns stand at the top.
    private static JsonElement RowOf(JsonElement record)
    {
        if (TryGet(record, "payload", out var inner) || (record.TryGetProperty("specversion", out _) && TryGet(record, "data", out inner)))
            record = inner;
        if (TryGet(record, "after", out inner) || TryGet(record, "before", out inner))
            return inner;
        var isWrapped = record.TryGetProperty("metadata", out _) || record.TryGetProperty("type", out _);
        return isWrapped && TryGet(record, "data", out inner) ? inner : record;
    }

    private static bool TryGet(JsonElement record, string name, out JsonElement inner) => record.TryGetProperty(name, out inner) && inner.ValueKind == JsonValueKind.Object;
}
