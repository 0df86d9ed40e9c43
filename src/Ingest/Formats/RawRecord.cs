using RefillRadar.Ingest.Formats.Json;

namespace RefillRadar.Ingest.Formats;

/// <summary>What one record says, unchecked, whichever of the three formats it is written in.</summary>
internal ref struct RawRecord
{
    /// <summary>The row as it is: <c>data</c> or <c>after</c>.</summary>
    public RawRow After;

    /// <summary>The row as it was: <c>before-image</c>, <c>before</c>, or the changed columns in <c>old</c>.</summary>
    public RawRow Before;

    /// <summary>DMS: <c>record-type</c>.</summary>
    public Cell RecordType;

    /// <summary>DMS: <c>operation</c>.</summary>
    public Cell Operation;

    /// <summary>Debezium: <c>op</c>.</summary>
    public Cell Op;

    /// <summary>Maxwell: <c>type</c>.</summary>
    public Cell Type;

    /// <summary>Statement about the table: <c>ddl</c> of Debezium, <c>sql</c> of Maxwell.</summary>
    public Cell Statement;

    /// <summary>Debezium: <c>status</c> of a transaction marker.</summary>
    public Cell Status;

    public Cell Schema;
    public Cell Table;

    /// <summary>When it was committed: <c>commit-timestamp</c>, <c>source.ts_ms</c>, <c>ts</c>.</summary>
    public Cell CommittedAt;

    /// <summary>When the record was built: <c>timestamp</c>, <c>ts_ms</c>.</summary>
    public Cell BuiltAt;

    /// <summary>Place in the log: <c>stream-position</c>, <c>source.file</c>, <c>position</c>.</summary>
    public Cell LogPosition;

    /// <summary>Debezium: <c>source.pos</c>, the offset in the file.</summary>
    public Cell LogOffset;

    /// <summary>Server that wrote the event: <c>source.server_id</c>, <c>server_id</c>.</summary>
    public Cell ServerId;

    /// <summary>Global transaction id: <c>source.gtid</c>, <c>gtid</c>.</summary>
    public Cell Gtid;

    /// <summary>Debezium: <c>source.name</c>, what it calls the database server.</summary>
    public Cell LogServer;

    /// <summary>Record within the transaction: <c>transaction-record-id</c>, <c>source.row</c>, <c>xoffset</c>.</summary>
    public Cell RecordNumber;

    /// <summary>Maxwell: <c>commit</c>, true on the last row of a transaction.</summary>
    public Cell LastOfTransaction;

    /// <summary>Schema inside the database, where a database has several: <c>source.schema</c>.</summary>
    public Cell SourceSchema;

    /// <summary>How <see cref="LogPosition"/> and <see cref="LogOffset"/> are to be read.</summary>
    public PlaceKind PlaceKind;

    /// <summary>What the schema says of level and product id: <see cref="DecimalScale"/>.</summary>
    public short QuantityScale;

    /// <inheritdoc cref="QuantityScale"/>
    public short ProductIdScale;

    /// <summary>Place of the commit, where it differs from that of the change: SQL Server, Oracle.</summary>
    public Cell CommitPosition;

    /// <summary>Flattened: a field with the prefix of added fields was seen.</summary>
    public bool HasMarkers;

    /// <summary>The record carries a schema, so that no value has to be guessed at.</summary>
    public bool HasSchema;

    /// <summary>The columns stand at the top of the record, as ExtractNewRecordState puts them.</summary>
    public bool IsFlat;

    /// <summary>Flattened: <c>__deleted</c> is true.</summary>
    public bool IsDeleted;

    /// <summary>A CloudEvent: what happened stands in its <c>data</c>.</summary>
    public bool IsCloudEvent;

    /// <summary>CloudEvent: its <c>data</c> was read as an event, and not as a row.</summary>
    public bool HasCloudData;

    /// <summary>CloudEvent: <c>data_base64</c>.</summary>
    public Cell CloudData;

    /// <summary>DMS: there is a <c>metadata</c> object.</summary>
    public bool HasMetadata;

    /// <summary>There is a statement about the table: <c>control</c> or <c>ddl</c>.</summary>
    public bool IsControl;

    /// <summary>The record, or its payload, is null.</summary>
    public bool IsTombstone;
}
