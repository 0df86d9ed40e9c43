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

    // The row of every format, below what may wrap it; otherwise the columns stand at the top.
    private static JsonElement RowOf(JsonElement record)
    {
        foreach (var name in (ReadOnlySpan<string>)["payload", "data", "after", "before"])
        {
            if (record.TryGetProperty(name, out var inner) && inner.ValueKind == JsonValueKind.Object)
                return RowOf(inner);
        }

        return record;
    }
}
