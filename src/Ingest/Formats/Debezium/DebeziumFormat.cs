namespace RefillRadar.Ingest.Formats.Debezium;

/// <summary>Change events of Debezium's MySQL connector. https://debezium.io/documentation/reference/stable/connectors/mysql.html</summary>
internal static class DebeziumFormat
{
    public static RecordHead Read(in RawRecord record)
    {
        if (record.Op.Text is not [var op] || !record.Op.IsString)
            return Unknown(record);
        ChangeOperation operation;
        switch (op)
        {
            case (byte)'c':
                operation = ChangeOperation.Insert;
                break;
            case (byte)'u':
                operation = ChangeOperation.Update;
                break;
            case (byte)'d':
                operation = ChangeOperation.Delete;
                break;
            case (byte)'r':
                operation = ChangeOperation.Load;
                break;
            // Truncate and message.
            case (byte)'t' or (byte)'m':
                return RecordHead.Control;
            default:
                return Unknown(record);
        }

        var ticks = Timestamps.FromUnixMilliseconds(record.CommittedAt);
        return RecordHead.Change(
            operation, MarkOf(record), ticks != 0 ? ticks : Timestamps.FromUnixMilliseconds(record.BuiltAt));
    }

    /// <summary>Heartbeats, schema changes and transaction markers have no <c>op</c>.</summary>
    public static bool IsControl(in RawRecord record) =>
        record.IsControl
        || record.Status.Text.SequenceEqual("BEGIN"u8) || record.Status.Text.SequenceEqual("END"u8)
        || (record.BuiltAt.IsNumber && !record.After.IsPresent && !record.Before.IsPresent);

    private static LogMark MarkOf(in RawRecord record) =>
        LogPositions.TryParseFile(record.LogPosition.Text, out var file)
        && LogPositions.TryParseOffset(record.LogOffset.Text, out var offset)
        && LogPositions.TryRead(record.RecordNumber, out var row)
            ? new LogMark(0, offset, file, 0, row)
            : LogMark.None;

    private static RecordHead Unknown(in RawRecord record) =>
        RecordHead.Reject($"op is not known: {Reason.Quote(record.Op.Text)}.");
}
