namespace RefillRadar.Ingest.Formats;

/// <summary>How a database counts places in its log.</summary>
internal enum PlaceKind : byte
{
    /// <summary>File and offset: MySQL, MariaDB.</summary>
    Binlog,

    /// <summary>A number: PostgreSQL's LSN.</summary>
    Lsn,

    /// <summary>Three hexadecimal numbers: the change LSN of SQL Server.</summary>
    ChangeLsn,

    /// <summary>A number, and a place in the redo log: Oracle's SCN and rs_id.</summary>
    Scn,
}
