namespace RefillRadar.Ingest.Formats.Dms;

/// <summary>
/// Records of AWS DMS. https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.Kinesis.html
/// </summary>
internal static class DmsFormat
{
    public static RecordHead Read(in RawRecord record)
    {
        var type = record.RecordType.Text;
        if (type.SequenceEqual("control"u8) || (record.IsControl && record.RecordType.Text.IsEmpty))
            return RecordHead.Control;
        if (!type.IsEmpty && !type.SequenceEqual("data"u8))
            return RecordHead.Reject($"record-type is not known: {Reason.Quote(type)}.");
        if (!TryReadOperation(record.Operation.Text, out var operation))
            return RecordHead.Reject($"operation is not known: {Reason.Quote(record.Operation.Text)}.");
        var commitTicks = Timestamps.FromIso(record.CommittedAt);
        return RecordHead.Change(
            operation, MarkOf(record, commitTicks), commitTicks != 0 ? commitTicks : Timestamps.FromIso(record.BuiltAt));
    }

    /// <summary>
    /// A mark needs a stream position, or a commit time and a record number. One that is there but cannot be read leaves no
    /// mark: the rest of it would sort the change before what was seen, and so lose it; the sequence number orders it then.
    /// </summary>
    private static LogMark MarkOf(in RawRecord record, long commitTicks)
    {
        if ((commitTicks == 0 && !record.CommittedAt.Text.IsEmpty) || !LogPositions.TryRead(record.RecordNumber, out var number))
            return LogMark.None;
        if (!record.LogPosition.Text.IsEmpty)
        {
            return LogPositions.TryParse(record.LogPosition.Text, out var file, out var offset, out var step)
                ? new LogMark(commitTicks, offset, file, step, number)
                : MarkByTime(record, commitTicks, number);
        }

        return MarkByTime(record, commitTicks, number);
    }

    private static LogMark MarkByTime(in RawRecord record, long commitTicks, uint number) =>
        commitTicks != 0 && !record.RecordNumber.Text.IsEmpty ? new LogMark(commitTicks, 0, 0, 0, number) : LogMark.None;

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
