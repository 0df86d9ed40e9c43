using System.Text.Json;
using RefillRadar.Ingest.Formats.Json;

namespace RefillRadar.Ingest.Formats;

/// <summary>Walks one JSON record once and keeps what the formats need. Of duplicate properties the last one counts.</summary>
internal static partial class RecordReader
{
    /// <exception cref="JsonException">The payload is not one JSON document.</exception>
    /// <exception cref="InvalidOperationException">An escaped text holds a lone surrogate or invalid UTF-8.</exception>
    /// <returns>False when the document is neither an object nor null.</returns>
    public static bool Read(ReadOnlySpan<byte> payload, ColumnMapping columns, ref RawRecord record)
    {
        var isObject = ReadOnce(payload, columns, ref record);
        if (!record.IsCloudEvent)
            return isObject;
        if (!record.HasCloudData && record.CloudData.IsMissing && record.After.IsPresent)
        {
            // Its data came before it said what it is.
            record = new RawRecord { IsCloudEvent = true };
            ReadOnce(payload, columns, ref record);
        }

        if (record.CloudData.IsString && DecimalText.FromBase64(record.CloudData.Text) is { } data)
            ReadOnce(data, columns, ref record);
        return isObject;
    }

    private static bool ReadOnce(ReadOnlySpan<byte> payload, ColumnMapping columns, ref RawRecord record)
    {
        var isCloudEvent = record.IsCloudEvent;
        var plain = new PlainJson(payload);
        if (plain.ReadValue() && plain.Kind == JsonTokenType.StartObject)
        {
            ReadRoot(ref plain, columns, ref record, mayWrap: true);
            if (!plain.Failed && plain.IsAtEnd)
                return true;
        }

        record = new RawRecord { IsCloudEvent = isCloudEvent };
        return ReadAny(payload, columns, ref record);
    }

    private static bool ReadAny(ReadOnlySpan<byte> payload, ColumnMapping columns, ref RawRecord record)
    {
        var tokens = new AnyJson(payload);
        tokens.Read();
        var isObject = tokens.Kind == JsonTokenType.StartObject;
        record.IsTombstone = tokens.Kind == JsonTokenType.Null;
        if (isObject)
            ReadRoot(ref tokens, columns, ref record, mayWrap: true);
        else
            tokens.Skip();

        // Throws on anything after the document.
        tokens.Read();
        return isObject || record.IsTombstone;
    }

    private static void ReadRoot<TTokens>(scoped ref TTokens tokens, ColumnMapping columns, ref RawRecord record, bool mayWrap)
        where TTokens : IJsonTokens, allows ref struct
    {
        while (tokens.NextProperty(out var name))
        {
            switch (name.Length)
            {
                case 2 when !record.HasMarkers && name.SequenceEqual("op"u8):
                    record.Op = Cell.Take(ref tokens);
                    break;
                case 2 when name.SequenceEqual("ts"u8):
                    record.CommittedAt = Cell.Take(ref tokens);
                    break;
                case 3 when name.SequenceEqual("old"u8):
                case 6 when name.SequenceEqual("before"u8):
                case 12 when name.SequenceEqual("before-image"u8):
                    ReadRow(ref tokens, columns, ref record.Before);
                    break;
                case 4 when record.IsCloudEvent && name.SequenceEqual("data"u8) && tokens.Kind == JsonTokenType.StartObject:
                    record.HasCloudData = true;
                    ReadRoot(ref tokens, columns, ref record, mayWrap: true);
                    break;
                case 4 when name.SequenceEqual("data"u8):
                case 5 when name.SequenceEqual("after"u8):
                    ReadRow(ref tokens, columns, ref record.After);
                    record.IsFlat = false;
                    break;
                case 8 when name.SequenceEqual("metadata"u8) && tokens.Kind == JsonTokenType.StartObject:
                    record.HasMetadata = true;
                    ReadMetadata(ref tokens, ref record);
                    break;
                case 6 when name.SequenceEqual("source"u8) && tokens.Kind == JsonTokenType.StartObject:
                    ReadSource(ref tokens, ref record);
                    break;
                case 7 when mayWrap && name.SequenceEqual("payload"u8) && tokens.Kind == JsonTokenType.StartObject:
                    record.IsTombstone = false;
                    ReadRoot(ref tokens, columns, ref record, mayWrap: false);
                    break;
                default:
                    if (!TryReadFlat(ref tokens, name, columns, ref record))
                        ReadRare(ref tokens, name, columns, ref record);
                    break;
            }
        }
    }

    private static void ReadRare<TTokens>(scoped ref TTokens tokens, ReadOnlySpan<byte> name, ColumnMapping columns, ref RawRecord record)
        where TTokens : IJsonTokens, allows ref struct
    {
        switch (name.Length)
        {
            case 3 when name.SequenceEqual("ddl"u8):
                record.IsControl = true;
                record.Statement = Cell.Take(ref tokens);
                return;
            case 3 when name.SequenceEqual("sql"u8):
                record.Statement = Cell.Take(ref tokens);
                return;
            case 7 when name.SequenceEqual("control"u8):
                record.IsControl = true;
                break;
            case 4 when name.SequenceEqual("type"u8):
                record.Type = Cell.Take(ref tokens);
                return;
            case 4 when name.SequenceEqual("gtid"u8):
                record.Gtid = Cell.Take(ref tokens);
                return;
            case 5 when !record.HasMarkers && name.SequenceEqual("table"u8):
                record.Table = Cell.Take(ref tokens);
                return;
            case 5 when name.SequenceEqual("ts_ms"u8):
                record.BuiltAt = Cell.Take(ref tokens);
                return;
            case 6 when name.SequenceEqual("commit"u8):
                record.LastOfTransaction = Cell.Take(ref tokens);
                return;
            case 6 when name.SequenceEqual("schema"u8) && tokens.Kind == JsonTokenType.StartObject:
                record.HasSchema = true;
                ReadSchema(ref tokens, columns, ref record);
                return;
            case 11 when name.SequenceEqual("specversion"u8):
                record.IsCloudEvent = true;
                break;
            case 11 when record.IsCloudEvent && name.SequenceEqual("data_base64"u8):
                record.CloudData = Cell.Take(ref tokens);
                return;
            case 6 when name.SequenceEqual("status"u8):
                record.Status = Cell.Take(ref tokens);
                return;
            case 7 when name.SequenceEqual("xoffset"u8):
                record.RecordNumber = Cell.Take(ref tokens);
                return;
            case 7 when name.SequenceEqual("payload"u8):
                record.IsTombstone = tokens.Kind == JsonTokenType.Null;
                break;
            case 8 when name.SequenceEqual("database"u8):
                record.Schema = Cell.Take(ref tokens);
                return;
            case 8 when name.SequenceEqual("position"u8):
                record.LogPosition = Cell.Take(ref tokens);
                return;
            case 9 when name.SequenceEqual("server_id"u8):
                record.ServerId = Cell.Take(ref tokens);
                return;
        }

        tokens.Skip();
    }
}
