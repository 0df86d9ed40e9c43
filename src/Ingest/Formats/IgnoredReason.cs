namespace RefillRadar.Ingest.Formats;

/// <summary>Why a record that can be read is no change of a stock level.</summary>
public enum IgnoredReason : byte
{
    /// <summary>A statement about the table or the feed: control record, DDL, truncate, heartbeat, transaction or bootstrap marker.</summary>
    Control,

    /// <summary>A row of another schema or table.</summary>
    OtherTable,

    /// <summary>The mapped table was emptied, dropped or renamed: what is known of its rows may be wrong.</summary>
    Truncated,

    /// <summary>A null record: Kafka's way to let a key be compacted away.</summary>
    Tombstone,
}
