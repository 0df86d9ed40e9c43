using System.ComponentModel.DataAnnotations;

namespace RefillRadar.Grains.Configuration;

/// <summary>When the feed counts as stale; section <c>RefillRadar:Ingest</c>.</summary>
public sealed class FeedOptions
{
    /// <summary>Seconds without any word from the source after which the feed is called stale. Default 900.</summary>
    [Range(1, 7 * 86400)]
    public int StaleAfterSeconds { get; set; } = 900;
}
