namespace RefillRadar.Ingest.Formats.Debezium;

/// <summary>Change events of Debezium. https://debezium.io/documentation/reference/stable/connectors/mysql.html</summary>
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
            case (byte)'t':
                return RecordHead.Truncated(TicksOf(record, out _));
            // A message of the application.
            case (byte)'m':
                return RecordHead.Control;
            default:
                return Unknown(record);
        }

        return ChangeOf(record, operation);
    }

    /// <summary>A row of ExtractNewRecordState. Without <c>__op</c> it is a whole row, whatever led to it.</summary>
    public static RecordHead ReadFlat(scoped in RawRecord record)
    {
        if (!IsMarked(record))
            return new RecordHead { Format = RecordFormat.Debezium, Operation = ChangeOperation.Update };
        var operation = record.Op.Text switch
        {
            [(byte)'c'] => ChangeOperation.Insert,
            [(byte)'r'] => ChangeOperation.Load,
            [(byte)'d'] => ChangeOperation.Delete,
            _ => ChangeOperation.Update,
        };
        return ChangeOf(record, record.IsDeleted ? ChangeOperation.Delete : operation);
    }

    private static RecordHead ChangeOf(scoped in RawRecord record, ChangeOperation operation)
    {
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
            CommittedTicks = TicksOf(record, out var isOfEvent),
            HasEventTime = isOfEvent,
        };
    }

    // Of the event itself, where the record says so; otherwise of when the record was built.
    private static long TicksOf(scoped in RawRecord record, out bool isOfEvent)
    {
        var ticks = Timestamps.FromUnixMilliseconds(record.CommittedAt);
        isOfEvent = ticks != 0;
        return isOfEvent ? ticks : Timestamps.FromUnixMilliseconds(record.BuiltAt);
    }

    /// <summary>Whether the fields beside the columns are Debezium's: otherwise <c>op</c> and <c>table</c> are columns too.</summary>
    public static bool IsMarked(scoped in RawRecord record) => record.HasMarkers || record.IsCloudEvent || (record.Op.Text.Length == 1 && record.BuiltAt.IsNumber);

    /// <summary>A transaction's begin or end. Its <c>id</c> may have the name of a mapped column.</summary>
    public static bool IsTransactionMarker(in RawRecord record) =>
        !record.HasMarkers && record.After.Quantity.IsMissing && (record.Status.Text.SequenceEqual("BEGIN"u8) || record.Status.Text.SequenceEqual("END"u8));

    /// <summary>Heartbeats, schema changes and transaction markers have no <c>op</c>.</summary>
    public static bool TryReadControl(scoped in RawRecord record, out RecordHead head)
    {
        head = DdlStatement.RemovesRows(record.Statement.Text) ? RecordHead.Truncated(TicksOf(record, out _)) : RecordHead.Control;
        return record.IsControl || IsTransactionMarker(record) || (record.BuiltAt.IsNumber && !record.After.IsPresent && !record.Before.IsPresent);
    }

    private static LogPlace PlaceOf(scoped in RawRecord record, out ReadOnlySpan<byte> name)
    {
        name = default;
        if (!LogPositions.TryRead(record.RecordNumber, out var number))
            return LogPlace.None;
        switch (record.PlaceKind)
        {
            case PlaceKind.Lsn:
                return LogPositions.TryParseOffset(record.LogOffset.Text, out var lsn) ? new LogPlace(0, lsn, 0, number) : LogPlace.None;
            case PlaceKind.ChangeLsn:
                return PlaceOfCommit(record, number);
            case PlaceKind.Scn:
                // By the commit, then by the change in its transaction.
                if (!LogPositions.TryParseOffset(record.LogOffset.Text, out var scn))
                    return LogPlace.None;
                return LogPositions.TryParseOffset(record.CommitPosition.Text, out var committed)
                    ? new LogPlace(0, committed, (uint)scn, LogPositions.RedoPlace(record.LogPosition.Text))
                    : new LogPlace(0, scn, LogPositions.RedoPlace(record.LogPosition.Text), number);
            default:
                return LogPositions.TryParseFile(record.LogPosition.Text, out name, out var file) && LogPositions.TryParseOffset(record.LogOffset.Text, out var offset)
                    ? new LogPlace(file, offset, 0, number)
                    : LogPlace.None;
        }
    }

    // A transaction that began before another one may commit after it: the commit comes first, then the change in its transaction.
    private static LogPlace PlaceOfCommit(scoped in RawRecord record, uint number)
    {
        var hasChange = LogPositions.TryParseLsn(record.LogPosition.Text, out var first, out var rest);
        if (!LogPositions.TryParseLsn(record.CommitPosition.Text, out var file, out var offset))
            return hasChange ? new LogPlace(first, rest, 0, number) : LogPlace.None;
        return hasChange
            ? new LogPlace(file, offset, (first << 24) | (uint)((rest >> 16) & 0xFFFFFF), ((uint)rest << 16) | (number & 0xFFFF))
            : new LogPlace(file, offset, 0, 0);
    }

    private static RecordHead Unknown(scoped in RawRecord record) =>
        RecordHead.Reject($"op is not known: {Reason.Quote(record.Op.Text)}.");
}
