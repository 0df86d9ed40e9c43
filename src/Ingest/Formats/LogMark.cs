namespace RefillRadar.Ingest.Formats;

/// <summary>
/// Where a change stands in its database's log, compared in the order commit time, file, offset, step, record.
/// Everything 0 means that the record does not say.
/// </summary>
/// <param name="CommitTicks">UTC ticks of the commit; 0 for Debezium and Maxwell, which order by place alone.</param>
/// <param name="Offset">Byte offset in the log file.</param>
/// <param name="File">Number of the log file, the digits at the end of its name.</param>
/// <param name="Step">Third field of DMS's stream position.</param>
/// <param name="Record">Record within the transaction.</param>
public readonly record struct LogMark(long CommitTicks, ulong Offset, uint File, uint Step, uint Record)
{
    /// <summary>No mark.</summary>
    public static readonly LogMark None;

    /// <summary>Whether the record carried a mark.</summary>
    public bool IsPresent => this != None;
}
