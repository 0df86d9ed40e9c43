namespace RefillRadar.Ingest.Formats;

/// <summary>Which program wrote a record.</summary>
public enum RecordFormat : byte
{
    /// <summary>AWS DMS.</summary>
    Dms,

    /// <summary>Debezium.</summary>
    Debezium,

    /// <summary>Maxwell's daemon.</summary>
    Maxwell,
}
