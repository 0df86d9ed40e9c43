using System.Text.Json;
using RefillRadar.Ingest.Formats.Json;

namespace RefillRadar.Ingest.Formats;

internal static partial class RecordReader
{
    private static void ReadRow<TTokens>(scoped ref TTokens tokens, ColumnMapping columns, scoped ref RawRow row)
        where TTokens : IJsonTokens, allows ref struct
    {
        row = default;
        if (tokens.Kind != JsonTokenType.StartObject)
        {
            tokens.Skip();
            return;
        }

        row.IsPresent = true;
        while (tokens.NextProperty(out var name))
            ReadCell(ref tokens, columns.Find(name), ref row);
    }

    private static void ReadMetadata<TTokens>(scoped ref TTokens tokens, ref RawRecord record)
        where TTokens : IJsonTokens, allows ref struct
    {
        while (tokens.NextProperty(out var name))
        {
            switch (name.Length)
            {
                case 9 when name.SequenceEqual("timestamp"u8):
                    record.BuiltAt = Cell.Take(ref tokens);
                    break;
                case 9 when name.SequenceEqual("operation"u8):
                    record.Operation = Cell.Take(ref tokens);
                    break;
                case 10 when name.SequenceEqual("table-name"u8):
                    record.Table = Cell.Take(ref tokens);
                    break;
                case 11 when name.SequenceEqual("record-type"u8):
                    record.RecordType = Cell.Take(ref tokens);
                    break;
                case 11 when name.SequenceEqual("schema-name"u8):
                    record.Schema = Cell.Take(ref tokens);
                    break;
                case 15 when name.SequenceEqual("stream-position"u8):
                    record.LogPosition = Cell.Take(ref tokens);
                    break;
                case 16 when name.SequenceEqual("commit-timestamp"u8):
                    record.CommittedAt = Cell.Take(ref tokens);
                    break;
                case 21 when name.SequenceEqual("transaction-record-id"u8):
                    record.RecordNumber = Cell.Take(ref tokens);
                    break;
                default:
                    tokens.Skip();
                    break;
            }
        }
    }

    private static void ReadSource<TTokens>(scoped ref TTokens tokens, ref RawRecord record)
        where TTokens : IJsonTokens, allows ref struct
    {
        while (tokens.NextProperty(out var name))
            ReadSourceField(ref tokens, name, ref record);
    }

    private static void ReadSourceField<TTokens>(scoped ref TTokens tokens, ReadOnlySpan<byte> name, ref RawRecord record)
        where TTokens : IJsonTokens, allows ref struct
    {
            switch (name.Length)
        {
            case 2 when name.SequenceEqual("db"u8):
                record.Schema = Cell.Take(ref tokens);
                break;
            case 3 when name.SequenceEqual("pos"u8):
                record.LogOffset = Cell.Take(ref tokens);
                break;
            case 3 when name.SequenceEqual("row"u8):
                record.RecordNumber = Cell.Take(ref tokens);
                break;
            case 4 when name.SequenceEqual("file"u8):
                record.LogPosition = Cell.Take(ref tokens);
                break;
            case 4 when name.SequenceEqual("gtid"u8):
                record.Gtid = Cell.Take(ref tokens);
                break;
            case 4 when name.SequenceEqual("name"u8):
                record.LogServer = Cell.Take(ref tokens);
                break;
            case 5 when name.SequenceEqual("table"u8):
                record.Table = Cell.Take(ref tokens);
                break;
            case 5 when name.SequenceEqual("ts_ms"u8):
                record.CommittedAt = Cell.Take(ref tokens);
                break;
            case 9 when name.SequenceEqual("server_id"u8):
                record.ServerId = Cell.Take(ref tokens);
                break;
            case 6 when name.SequenceEqual("schema"u8):
                record.SourceSchema = Cell.Take(ref tokens);
                break;
            case 3 when name.SequenceEqual("lsn"u8):
                record.PlaceKind = PlaceKind.Lsn;
                record.LogOffset = Cell.Take(ref tokens);
                break;
            case 3 when name.SequenceEqual("scn"u8):
                record.PlaceKind = PlaceKind.Scn;
                record.LogOffset = Cell.Take(ref tokens);
                break;
            case 5 when name.SequenceEqual("rs_id"u8):
                record.LogPosition = Cell.Take(ref tokens);
                break;
            case 3 when name.SequenceEqual("ssn"u8):
            case 15 when name.SequenceEqual("event_serial_no"u8):
                record.RecordNumber = Cell.Take(ref tokens);
                break;
            case 10 when name.SequenceEqual("change_lsn"u8):
                record.PlaceKind = PlaceKind.ChangeLsn;
                record.LogPosition = Cell.Take(ref tokens);
                break;
            case 10 when name.SequenceEqual("commit_lsn"u8):
                record.PlaceKind = PlaceKind.ChangeLsn;
                record.CommitPosition = Cell.Take(ref tokens);
                break;
            case 10 when name.SequenceEqual("commit_scn"u8):
                record.CommitPosition = Cell.Take(ref tokens);
                break;
            default:
                tokens.Skip();
                break;
        }
    }
}
