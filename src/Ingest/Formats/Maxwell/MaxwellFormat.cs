using System.Text.Json;

namespace RefillRadar.Ingest.Formats.Maxwell;

/// <summary>Records of Maxwell's daemon. https://maxwells-daemon.io/dataformat/</summary>
internal static class MaxwellFormat
{
    public static RecordHead Read(scoped in RawRecord record)
    {
        var type = record.Type.Text;
        if (TryReadOperation(type, out var operation))
            return ChangeOf(record, operation);
        if (type.SequenceEqual("table-drop"u8) || type.SequenceEqual("database-drop"u8) || type.SequenceEqual("table-truncate"u8) || DdlStatement.RemovesRows(record.Statement.Text))
            return RecordHead.Truncated(TicksOf(record));
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

    private static RecordHead ChangeOf(scoped in RawRecord record, ChangeOperation operation)
    {
        var ticks = TicksOf(record);
        var place = PlaceOf(record, out var name);
        LogPositions.TryRead(record.ServerId, out var serverId);
        return new RecordHead
        {
            Format = RecordFormat.Maxwell,
            Operation = operation,
            Place = place,
            Origin = new LogOrigin { LogName = name, ServerId = serverId, GtidSource = LogPositions.GtidSource(record.Gtid.Text) },
            CommittedTicks = ticks,
            HasEventTime = ticks != 0,
        };
    }

    // Seconds for rows, milliseconds for statements.
    private static long TicksOf(scoped in RawRecord record) =>
        Timestamps.FromUnixSeconds(record.CommittedAt) is not 0 and var ticks ? ticks : Timestamps.FromUnixMilliseconds(record.CommittedAt);

    private static LogPlace PlaceOf(scoped in RawRecord record, out ReadOnlySpan<byte> name)
    {
        if (!LogPositions.TryParse(record.LogPosition.Text, out name, out var file, out var offset, out _)
            || !LogPositions.TryRead(record.RecordNumber, out var number))
            return LogPlace.None;

        // The last row of a transaction carries "commit" in place of its number.
        if (record.LastOfTransaction.Kind == JsonTokenType.True && record.RecordNumber.IsMissing)
            number = uint.MaxValue;
        return new LogPlace(file, offset, 0, number);
    }
}
