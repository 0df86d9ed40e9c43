namespace RefillRadar.Ingest.Formats;

/// <summary>Which log a record was read from, as far as it says. The spans point into buffers of the reader: copy what outlives the call of the sink.</summary>
public readonly ref struct LogOrigin
{
    /// <summary>Name that Debezium gives to the database server (<c>source.name</c>); empty otherwise.</summary>
    public ReadOnlySpan<byte> Server { get; init; }

    /// <summary>Base name of the log files, <c>mysql-bin</c> of <c>mysql-bin.000003</c>; empty when unknown.</summary>
    public ReadOnlySpan<byte> LogName { get; init; }

    /// <summary>Source of the global transaction id: the UUID of MySQL, domain and server of MariaDB; empty when unknown.</summary>
    public ReadOnlySpan<byte> GtidSource { get; init; }

    /// <summary>Server id of the event; 0 when unknown.</summary>
    public uint ServerId { get; init; }
}
