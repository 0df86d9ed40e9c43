using System.Text.Json;

namespace RefillRadar.Ingest.Formats;

/// <summary>Walks one JSON record once and keeps what the formats need. Of duplicate properties the last one counts.</summary>
internal static partial class RecordReader
{
    public static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    /// <exception cref="JsonException">The payload is not one JSON document.</exception>
    /// <exception cref="InvalidOperationException">An escaped text holds a lone surrogate or invalid UTF-8.</exception>
    /// <returns>False when the document is neither an object nor null.</returns>
    public static bool Read(ReadOnlySpan<byte> payload, ColumnMapping columns, ref RawRecord record)
    {
        var reader = new Utf8JsonReader(payload, Options);
        reader.Read();
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        record.IsTombstone = reader.TokenType == JsonTokenType.Null;
        if (isObject)
            ReadRoot(ref reader, columns, ref record, mayWrap: true);
        else
            reader.Skip();

        // Throws on anything after the document.
        reader.Read();
        return isObject || record.IsTombstone;
    }

    private static void ReadRoot(scoped ref Utf8JsonReader reader, ColumnMapping columns, ref RawRecord record, bool mayWrap)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Cell.TextOf(ref reader);
            reader.Read();
            switch (name.Length)
            {
                case 2 when name.SequenceEqual("op"u8):
                    record.Op = Cell.Take(ref reader);
                    break;
                case 2 when name.SequenceEqual("ts"u8):
                    record.CommittedAt = Cell.Take(ref reader);
                    break;
                case 3 when name.SequenceEqual("old"u8):
                case 6 when name.SequenceEqual("before"u8):
                case 12 when name.SequenceEqual("before-image"u8):
                    ReadRow(ref reader, columns, out record.Before);
                    break;
                case 4 when name.SequenceEqual("data"u8):
                case 5 when name.SequenceEqual("after"u8):
                    ReadRow(ref reader, columns, out record.After);
                    break;
                case 8 when name.SequenceEqual("metadata"u8) && reader.TokenType == JsonTokenType.StartObject:
                    record.HasMetadata = true;
                    ReadMetadata(ref reader, ref record);
                    break;
                case 6 when name.SequenceEqual("source"u8) && reader.TokenType == JsonTokenType.StartObject:
                    ReadSource(ref reader, ref record);
                    break;
                case 7 when mayWrap && name.SequenceEqual("payload"u8) && reader.TokenType == JsonTokenType.StartObject:
                    record.IsTombstone = false;
                    ReadRoot(ref reader, columns, ref record, mayWrap: false);
                    break;
                default:
                    ReadRare(ref reader, name, ref record);
                    break;
            }
        }
    }

    private static void ReadRare(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref RawRecord record)
    {
        switch (name.Length)
        {
            case 3 when name.SequenceEqual("ddl"u8):
            case 7 when name.SequenceEqual("control"u8):
                record.IsControl = true;
                break;
            case 4 when name.SequenceEqual("type"u8):
                record.Type = Cell.Take(ref reader);
                return;
            case 5 when name.SequenceEqual("table"u8):
                record.Table = Cell.Take(ref reader);
                return;
            case 5 when name.SequenceEqual("ts_ms"u8):
                record.BuiltAt = Cell.Take(ref reader);
                return;
            case 6 when name.SequenceEqual("commit"u8):
                record.LastOfTransaction = Cell.Take(ref reader);
                return;
            case 6 when name.SequenceEqual("status"u8):
                record.Status = Cell.Take(ref reader);
                return;
            case 7 when name.SequenceEqual("xoffset"u8):
                record.RecordNumber = Cell.Take(ref reader);
                return;
            case 7 when name.SequenceEqual("payload"u8):
                record.IsTombstone = reader.TokenType == JsonTokenType.Null;
                break;
            case 8 when name.SequenceEqual("database"u8):
                record.Schema = Cell.Take(ref reader);
                return;
            case 8 when name.SequenceEqual("position"u8):
                record.LogPosition = Cell.Take(ref reader);
                return;
        }

        reader.Skip();
    }
}
