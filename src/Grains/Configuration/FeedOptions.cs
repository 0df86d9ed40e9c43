using System.ComponentModel.DataAnnotations;

namespace RefillRadar.Grains.Configuration;

/// <summary>How changes are taken in: sections <c>RefillRadar:Ingest</c> and <c>RefillRadar:Columns</c>.</summary>
public sealed class FeedOptions
{
    /// <summary>Seconds without any word from the source after which the feed is called stale. Default 900.</summary>
    [Range(1, 7 * 86400)]
    public int StaleAfterSeconds { get; set; } = 900;

    /// <summary>
    /// Minutes: a change at a lower place of its source's log, but so much later by its event time, says that the log has started over
    /// (the database was restored, replaced or failed over). Anything nearer is a redelivery. Default 10.
    /// </summary>
    [Range(1, 7 * 1440)]
    public int LogResetMinutes { get; set; } = 10;

    /// <summary>Whether stock keys are written in upper case, so that ids which differ only by case are the same (<c>RefillRadar:Columns:IgnoreCase</c>).</summary>
    public bool IgnoreCase { get; set; }

    /// <summary>Whether stock is kept by warehouse (<c>RefillRadar:Columns:Warehouse</c>): a threshold row without one is no stock of its own then.</summary>
    public bool HasWarehouses { get; set; }
}
