namespace RefillRadar.Grains.Health;

/// <summary>The parts of an installation whose health is watched, in the order in which a change meets them.</summary>
public static class HealthNames
{
    /// <summary>The threshold file.</summary>
    public const string Thresholds = "thresholds";

    /// <summary>The database or stream that changes come from.</summary>
    public const string Source = "source";

    /// <summary>The way of the changes to the partitions.</summary>
    public const string Ingest = "ingest";

    /// <summary>Partitions and products.</summary>
    public const string Decisions = "decisions";

    /// <summary>Alerts, levels and state.</summary>
    public const string Stores = "stores";

    /// <summary>Free space where the data directory is.</summary>
    public const string Disk = "disk";

    /// <summary>E-mails to teams.</summary>
    public const string Notifications = "notifications";

    /// <summary>Records that could not be read.</summary>
    public const string Quarantine = "quarantine";

    /// <summary>The servers.</summary>
    public const string Cluster = "cluster";
}
