namespace RefillRadar.Ingest.Formats.Debezium;

/// <summary>Change events of Debezium's MySQL connector. https://debezium.io/documentation/reference/stable/connectors/mysql.html</summary>
internal static class DebeziumFormat
{
    public static RecordHead Read(scoped in RawRecord record)
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

        var eventTicks = Timestamps.FromUnixMilliseconds(record.CommittedAt);
        var place = PlaceOf(record, out var name);
        LogPositions.TryRead(record.ServerId, out var serverId);
        return new RecordHead
        {
            Format = RecordFormat.Debezium,
            Operation = operation,
            Place = place,
            Origin = new LogOrigin
            {
                Server = record.LogServer.Text,
                LogName = name,
                ServerId = serverId,
                GtidSource = LogPositions.GtidSource(record.Gtid.Text),
            },
            CommittedTicks = eventTicks != 0 ? eventTicks : Timestamps.FromUnixMilliseconds(record.BuiltAt),
            HasEventTime = eventTicks != 0,
        };
    }

    /// <summary>Heartbeats, schema changes and transaction markers have no <c>op</c>.</summary>
    public static bool IsControl(in RawRecord record) =>
        record.IsControl
        || record.Status.Text.SequenceEqual("BEGIN"u8) || record.Status.Text.SequenceEqual("END"u8)
        || (record.BuiltAt.IsNumber && !record.After.IsPresent && !record.Before.IsPresent);

    private static LogPlace PlaceOf(scoped in RawRecord record, out ReadOnlySpan<byte> name) =>
        LogPositions.TryParseFile(record.LogPosition.Text, out name, out var file)
        && LogPositions.TryParseOffset(record.LogOffset.Text, out var offset)
        && LogPositions.TryRead(record.RecordNumber, out var row)
            ? new LogPlace(file, offset, 0, row)
            : LogPlace.None;

    private static RecordHead Unknown(scoped in RawRecord record) =>
        RecordHead.Reject($"op is not known: {Reason.Quote(record.Op.Text)}.");
}
