namespace RefillRadar.Ingest.Formats;

/// <summary>What happened to a row.</summary>
public enum ChangeOperation : byte
{
    /// <summary>The row as it is, from a full load or a snapshot.</summary>
    Load,

    /// <summary>A new row.</summary>
    Insert,

    /// <summary>A changed row.</summary>
    Update,

    /// <summary>The row is gone, or moved to another key.</summary>
    Delete,
}
