namespace RefillRadar.Silo.Configuration;

/// <summary>Where the embedded mode finds the shop (<c>RefillRadar:Source:Type</c>). Records may be posted beside any of them.</summary>
internal enum SourceType
{
    /// <summary>An SQLite file.</summary>
    Sqlite,

    /// <summary>No shop database: only what is posted counts.</summary>
    None,
}
