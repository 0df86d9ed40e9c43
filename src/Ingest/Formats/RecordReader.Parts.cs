using System.Text.Json;

namespace RefillRadar.Ingest.Formats;

internal static partial class RecordReader
{
    private static void ReadRow(scoped ref Utf8JsonReader reader, ColumnMapping columns, out RawRow row)
    {
        row = default;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        row.IsPresent = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var column = columns.Find(Cell.TextOf(ref reader));
            reader.Read();
            switch (column)
            {
                case Column.ProductId:
                    row.ProductId = Cell.Take(ref reader);
                    break;
                case Column.Quantity:
                    row.Quantity = Cell.Take(ref reader);
                    break;
                case Column.Warehouse:
                    row.Warehouse = Cell.Take(ref reader);
                    break;
                case Column.UpdatedAt:
                    row.UpdatedAt = Cell.Take(ref reader);
                    break;
                default:
                    Cell.Leave(ref reader);
                    break;
            }
        }
    }

    private static void ReadMetadata(scoped ref Utf8JsonReader reader, ref RawRecord record)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Cell.TextOf(ref reader);
            reader.Read();
            switch (name.Length)
            {
                case 9 when name.SequenceEqual("timestamp"u8):
                    record.BuiltAt = Cell.Take(ref reader);
                    break;
                case 9 when name.SequenceEqual("operation"u8):
                    record.Operation = Cell.Take(ref reader);
                    break;
                case 10 when name.SequenceEqual("table-name"u8):
                    record.Table = Cell.Take(ref reader);
                    break;
                case 11 when name.SequenceEqual("record-type"u8):
                    record.RecordType = Cell.Take(ref reader);
                    break;
                case 11 when name.SequenceEqual("schema-name"u8):
                    record.Schema = Cell.Take(ref reader);
                    break;
                case 15 when name.SequenceEqual("stream-position"u8):
                    record.LogPosition = Cell.Take(ref reader);
                    break;
                case 16 when name.SequenceEqual("commit-timestamp"u8):
                    record.CommittedAt = Cell.Take(ref reader);
                    break;
                case 21 when name.SequenceEqual("transaction-record-id"u8):
                    record.RecordNumber = Cell.Take(ref reader);
                    break;
                default:
                    Cell.Leave(ref reader);
                    break;
            }
        }
    }

    private static void ReadSource(scoped ref Utf8JsonReader reader, ref RawRecord record)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Cell.TextOf(ref reader);
            reader.Read();
            switch (name.Length)
            {
                case 2 when name.SequenceEqual("db"u8):
                    record.Schema = Cell.Take(ref reader);
                    break;
                case 3 when name.SequenceEqual("pos"u8):
                    record.LogOffset = Cell.Take(ref reader);
                    break;
                case 3 when name.SequenceEqual("row"u8):
                    record.RecordNumber = Cell.Take(ref reader);
                    break;
                case 4 when name.SequenceEqual("file"u8):
                    record.LogPosition = Cell.Take(ref reader);
                    break;
                case 5 when name.SequenceEqual("table"u8):
                    record.Table = Cell.Take(ref reader);
                    break;
                case 5 when name.SequenceEqual("ts_ms"u8):
                    record.CommittedAt = Cell.Take(ref reader);
                    break;
                default:
                    Cell.Leave(ref reader);
                    break;
            }
        }
    }
}
