using System.Text.Json;

namespace RefillRadar.Ingest.Formats.Maxwell;

/// <summary>Records of Maxwell's daemon. https://maxwells-daemon.io/dataformat/</summary>
internal static class MaxwellFormat
{
    public static RecordHead Read(in RawRecord record)
    {
        var type = record.Type.Text;
        if (TryReadOperation(type, out var operation))
            return RecordHead.Change(operation, MarkOf(record), Timestamps.FromUnixSeconds(record.CommittedAt));
        return type.StartsWith("table-"u8) || type.StartsWith("database-"u8) || type.StartsWith("bootstrap-"u8)
            ? RecordHead.Control
            : RecordHead.Reject($"type is not known: {Reason.Quote(type)}.");
    }

    private static bool TryReadOperation(ReadOnlySpan<byte> type, out ChangeOperation operation)
    {
        operation = ChangeOperation.Update;
        if (type.SequenceEqual("update"u8))
            return true;
        operation = ChangeOperation.Insert;
        if (type.SequenceEqual("insert"u8))
            return true;
        operation = ChangeOperation.Delete;
        if (type.SequenceEqual("delete"u8))
            return true;
        operation = ChangeOperation.Load;
        return type.SequenceEqual("bootstrap-insert"u8);
    }

    private static LogMark MarkOf(in RawRecord record)
    {
        if (!LogPositions.TryParse(record.LogPosition.Text, out var file, out var offset, out _)
            || !LogPositions.TryRead(record.RecordNumber, out var number))
            return LogMark.None;

        // The last row of a transaction carries "commit" in place of its number.
        if (record.LastOfTransaction.Kind == JsonTokenType.True && record.RecordNumber.IsMissing)
            number = uint.MaxValue;
        return new LogMark(0, offset, file, 0, number);
    }
}
