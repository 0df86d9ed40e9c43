using RefillRadar.Ingest.Formats.Json;

namespace RefillRadar.Ingest.Formats;

/// <summary>Flattened rows of Debezium's ExtractNewRecordState: columns and metadata side by side at the top of the record.</summary>
/// <remarks>https://debezium.io/documentation/reference/stable/transformations/event-flattening.html</remarks>
internal static partial class RecordReader
{
    private static bool TryReadFlat<TTokens>(scoped ref TTokens tokens, ReadOnlySpan<byte> name, ColumnMapping columns, ref RawRecord record)
        where TTokens : IJsonTokens, allows ref struct
    {
        if (name.StartsWith("__"u8) || name.StartsWith("source_"u8))
        {
            ReadAdded(ref tokens, name, ref record);
            return true;
        }

        if (name.StartsWith("iodebezium"u8))
        {
            ReadExtension(ref tokens, name["iodebezium"u8.Length..], ref record);
            return true;
        }

        var column = columns.Find(name);
        if (column == Column.None || (record.After.IsPresent && !record.IsFlat))
            return false;
        (record.IsFlat, record.After.IsPresent) = (true, true);
        ReadCell(ref tokens, column, ref record.After);
        return true;
    }

    // __op, __deleted, __table, __ts_ms; __source_pos and, where the option names the field alone, __pos; without a prefix source_pos.
    private static void ReadAdded<TTokens>(scoped ref TTokens tokens, ReadOnlySpan<byte> name, ref RawRecord record)
        where TTokens : IJsonTokens, allows ref struct
    {
        if (name.StartsWith("__"u8))
        {
            record.HasMarkers = true;
            name = name[2..];
        }

        if (name.StartsWith("source_"u8))
            ReadSourceField(ref tokens, name["source_"u8.Length..], ref record);
        else if (name.SequenceEqual("op"u8))
            record.Op = Cell.Take(ref tokens);
        else if (name.SequenceEqual("ts_ms"u8))
            record.BuiltAt = Cell.Take(ref tokens);
        else if (name.SequenceEqual("deleted"u8))
            record.IsDeleted = Cell.Take(ref tokens).Text.SequenceEqual("true"u8);
        else
            ReadSourceField(ref tokens, name, ref record);
    }

    // Attributes that Debezium adds to a CloudEvent: letters and digits alone.
    private static void ReadExtension<TTokens>(scoped ref TTokens tokens, ReadOnlySpan<byte> name, ref RawRecord record)
        where TTokens : IJsonTokens, allows ref struct
    {
        if (name.SequenceEqual("op"u8))
            record.Op = Cell.Take(ref tokens);
        else if (name.SequenceEqual("tsms"u8))
            ReadSourceField(ref tokens, "ts_ms"u8, ref record);
        else if (name.SequenceEqual("serverid"u8))
            ReadSourceField(ref tokens, "server_id"u8, ref record);
        else if (name.SequenceEqual("changelsn"u8))
            ReadSourceField(ref tokens, "change_lsn"u8, ref record);
        else if (name.SequenceEqual("commitlsn"u8))
            ReadSourceField(ref tokens, "commit_lsn"u8, ref record);
        else
            ReadSourceField(ref tokens, name, ref record);
    }
}
