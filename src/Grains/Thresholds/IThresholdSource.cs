namespace RefillRadar.Grains.Thresholds;

/// <summary>Where the threshold file comes from.</summary>
public interface IThresholdSource
{
    /// <summary>How often it is worth asking.</summary>
    TimeSpan PollInterval { get; }

    /// <summary>What to call the file in messages: a path or an s3:// address.</summary>
    string Name { get; }

    /// <summary>
    /// The file, if its version is not <paramref name="knownVersion"/> and it is complete (a local file: still for 1 s); null otherwise.
    /// Throws when there is no file or it cannot be read, with a sentence for people.
    /// </summary>
    Task<ThresholdFile?> ReadAsync(string? knownVersion, CancellationToken cancellationToken);

    /// <summary>Keeps a file that was accepted, so that it can stay in force over a restart though a broken one came after it.</summary>
    Task KeepAsync(ThresholdFile file, CancellationToken cancellationToken);

    /// <summary>The file kept last, with the time at which it was (some milliseconds later do no harm); or null.</summary>
    Task<ThresholdFile?> ReadKeptAsync(CancellationToken cancellationToken);
}
