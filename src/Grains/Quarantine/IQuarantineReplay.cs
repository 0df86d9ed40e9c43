namespace RefillRadar.Grains.Quarantine;

/// <summary>Sends a quarantined record through the door it came by once more.</summary>
public interface IQuarantineReplay
{
    /// <summary>
    /// Null when it was read this time, and has then left the quarantine; otherwise why it still cannot be read.
    /// Throws when it could not be tried.
    /// </summary>
    Task<string?> ReplayAsync(QuarantinedRecord record, CancellationToken cancellationToken);
}
