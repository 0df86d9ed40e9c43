namespace RefillRadar.Ingest.Formats.Dms;

/// <summary>
/// Records of AWS DMS. https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.Kinesis.html
/// </summary>
internal static class DmsFormat
{
    public static RecordHead Read(scoped in RawRecord record)
    {
        var type = record.RecordType.Text;
        if (type.SequenceEqual("control"u8) || (record.IsControl && record.RecordType.Text.IsEmpty))
            return record.Operation.Text.SequenceEqual("truncate-table"u8) || record.Operation.Text.SequenceEqual("drop-table"u8)
                || record.Operation.Text.SequenceEqual("rename-table"u8) ? RecordHead.Truncated(TicksOf(record, out _)) : RecordHead.Control;
        if (!type.IsEmpty && !type.SequenceEqual("data"u8))
            return RecordHead.Reject($"record-type is not known: {Reason.Quote(type)}.");
        if (!TryReadOperation(record.Operation.Text, out var operation))
            return RecordHead.Reject($"operation is not known: {Reason.Quote(record.Operation.Text)}.");
        var place = PlaceOf(record, out var name);
        return new RecordHead
        {
            Format = RecordFormat.Dms,
            Operation = operation,
            Place = place,
            Origin = new LogOrigin { LogName = name },
            CommittedTicks = TicksOf(record, out var isOfEvent),
            HasEventTime = isOfEvent,
        };
    }

    // Of the event itself, where the record says so; otherwise of when the record was built.
    private static long TicksOf(scoped in RawRecord record, out bool isOfEvent)
    {
        var ticks = Timestamps.FromIso(record.CommittedAt);
        isOfEvent = ticks != 0;
        return isOfEvent ? ticks : Timestamps.FromIso(record.BuiltAt);
    }

    /// <summary>
    /// A place needs a stream position that can be read. The transaction id and the time are none: an old change that DMS sends again
    /// after a restart has the same ones, and two changes in one second too.
    /// </summary>
    private static LogPlace PlaceOf(scoped in RawRecord record, out ReadOnlySpan<byte> name) =>
        LogPositions.TryParse(record.LogPosition.Text, out name, out var file, out var offset, out var step)
        && LogPositions.TryRead(record.RecordNumber, out var number)
            ? new LogPlace(file, offset, step, number)
            : LogPlace.None;

    private static bool TryReadOperation(ReadOnlySpan<byte> word, out ChangeOperation operation)
    {
        operation = ChangeOperation.Update;
        if (word.SequenceEqual("update"u8))
            return true;
        operation = ChangeOperation.Insert;
        if (word.SequenceEqual("insert"u8))
            return true;
        operation = ChangeOperation.Delete;
        if (word.SequenceEqual("delete"u8))
            return true;
        operation = ChangeOperation.Load;
        return word.SequenceEqual("load"u8);
    }
}
