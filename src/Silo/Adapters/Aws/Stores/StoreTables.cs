namespace RefillRadar.Silo.Adapters.Aws.Stores;

/// <summary>
/// The tables of the stores. Infrastructure code links this file, so it knows no AWS package. <see cref="Shards"/> spreads what
/// would otherwise be one hot partition of an index; a read asks every shard and merges.
/// </summary>
public static class StoreTables
{
    /// <summary>Shards of an index by time. Fixed for the life of a table: rows keep the shard they were written with.</summary>
    public const int Shards = 8;

    /// <summary>Expiry, epoch seconds, in every table that has one.</summary>
    public const string Expiry = "ttl_expiration";

    /// <summary>Lists: open, pending and resolved episodes apart, newest first.</summary>
    public static readonly TableIndex AlertsByOpening = new("by_opening", new TableKey("list_shard"), new TableKey("list_order"));

    /// <summary>The episodes of one product, newest first.</summary>
    public static readonly TableIndex AlertsByProduct = new("by_product", new TableKey("list_product"), new TableKey("list_order"));

    /// <summary>Sparse: only rows that are due at some time.</summary>
    public static readonly TableIndex AlertsByDue = new("by_due", new TableKey("shard"), new TableKey("due"), ["stock_key", Expiry]);

    /// <summary>Sparse: only episodes that fired.</summary>
    public static readonly TableIndex AlertsByFiring = new("by_firing", new TableKey("shard"), new TableKey("fired_at"), ["status", "severity", Expiry]);

    /// <summary>Sparse: only episodes that ended.</summary>
    public static readonly TableIndex AlertsByResolution = new("by_resolution", new TableKey("shard"), new TableKey("resolved_at"), [Expiry]);

    /// <summary>The alert table, whose name, key and first attributes other tools read.</summary>
    public static readonly TableLayout Alerts = new(
        "stockout_alerts", new TableKey("alert_id"), null, Expiry,
        AlertsByOpening, AlertsByProduct, AlertsByDue, AlertsByFiring, AlertsByResolution);

    /// <summary>Records by arrival, newest first.</summary>
    public static readonly TableIndex QuarantineByArrival = new("by_arrival", new TableKey("shard"), new TableKey("list_order"), []);

    /// <summary>Records that could not be read.</summary>
    public static readonly TableLayout Quarantine = new(
        "refillradar_quarantine", new TableKey("id"), null, Expiry, QuarantineByArrival);

    /// <summary>Snapshots of the partitions' levels: a partition's chunks by number.</summary>
    public static readonly TableLayout Levels = new("refillradar_levels", new TableKey("partition", "N"), new TableKey("number", "N"));

    /// <summary>Levels over time: chunks of the samples of one group of a partition's products in one hour.</summary>
    public static readonly TableLayout LevelHistory = new(
        "refillradar_level_history", new TableKey("product_group"), new TableKey("chunk"), Expiry);

    /// <summary>Changes that came by no stream of ours, until a snapshot holds them: entries of a partition in the order of their time.</summary>
    public static readonly TableLayout Journal = new("refillradar_journal", new TableKey("partition", "N"), new TableKey("entry"), Expiry);

    /// <summary>Every table of the stores.</summary>
    public static IReadOnlyList<TableLayout> All { get; } = [Alerts, Quarantine, Levels, LevelHistory, Journal];
}
