namespace RefillRadar.Grains.Quarantine;

/// <summary>Sends a quarantined record once more the way it came.</summary>
public interface IQuarantineReplay
{
    /// <summary>
    /// Null when it was read this time, and has then left the quarantine; otherwise why it still cannot be read.
    /// Throws when it could not be tried.
    /// </summary>
    Task<string?> ReplayAsync(QuarantinedRecord record, CancellationToken cancellationToken);
}
