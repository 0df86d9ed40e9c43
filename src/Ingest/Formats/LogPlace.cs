namespace RefillRadar.Ingest.Formats;

/// <summary>A place in a database's log, compared in the order of the parameters. Everything 0 means that the record does not say.</summary>
/// <param name="File">Number of the log file, the digits at the end of its name.</param>
/// <param name="Offset">Byte offset in the log file.</param>
/// <param name="Step">Third field of DMS's stream position, plus one, as it can be −1; 0 for other formats.</param>
/// <param name="Record">Record within the transaction.</param>
public readonly record struct LogPlace(uint File, ulong Offset, uint Step, uint Record)
{
    /// <summary>No place.</summary>
    public static readonly LogPlace None;

    /// <summary>Whether the record carried a place.</summary>
    public bool IsPresent => this != None;
}
