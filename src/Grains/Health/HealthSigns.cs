using RefillRadar.Grains.Board;
using RefillRadar.Grains.Configuration;

namespace RefillRadar.Grains.Health;

/// <summary>What a process sees of the installation.</summary>
internal sealed record HealthSigns
{
    /// <summary>When it was looked at, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When this process began to look, UTC.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Answers of all stages.</summary>
    public required SystemStatus System { get; init; }

    /// <summary>How long a write to the store took; null when there was none.</summary>
    public TimeSpan? Write { get; init; }

    /// <summary>Why the write failed; null when it did not.</summary>
    public string? WriteError { get; init; }

    /// <summary>Whether the write did not end in time.</summary>
    public bool IsWriteSilent { get; init; }

    /// <summary>Space where the data directory is; null where nothing is kept on disk.</summary>
    public DiskSpace? Disk { get; init; }

    /// <summary>When a source is stale.</summary>
    public FeedOptions Feed { get; init; } = new();

    /// <summary>When notifications are late.</summary>
    public NotificationsOptions Notifications { get; init; } = new();
}
