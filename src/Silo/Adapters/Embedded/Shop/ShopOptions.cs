namespace RefillRadar.Silo.Adapters.Embedded.Shop;

/// <summary>The shop database whose stock levels are watched.</summary>
internal sealed record ShopOptions
{
    /// <summary>The SQLite file.</summary>
    public required string Path { get; init; }

    /// <summary>
    /// True for the shop that comes with the embedded mode: it is created when it is missing. False for an existing one
    /// (<c>RefillRadar:Shop:Path</c>), of which nothing is changed but triggers and tables named <c>refillradar_…</c>.
    /// </summary>
    public bool IsOwn { get; init; } = true;

    /// <summary>Schema name that the records carry (<c>RefillRadar:Source:Schema</c>); SQLite itself has none.</summary>
    public string Schema { get; init; } = "HASP";

    /// <summary>The stock table (<c>RefillRadar:Source:Table</c>).</summary>
    public string Table { get; init; } = "inventory";

    /// <summary>Its columns.</summary>
    public ShopColumns Columns { get; init; } = new();

    /// <summary>How often the file is asked whether anything was committed.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How often all rows are compared with the levels that are known.</summary>
    public TimeSpan CompareInterval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long changes are kept, to be read again after an unclean stop. After a longer stop everything is loaded again.</summary>
    public TimeSpan KeepChanges { get; init; } = TimeSpan.FromDays(2);
}
