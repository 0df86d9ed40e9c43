namespace RefillRadar.Grains.Health;

/// <summary>Space on the disk that holds the data directory.</summary>
/// <param name="Path">The data directory.</param>
/// <param name="FreeBytes">Bytes that this process may still write.</param>
public sealed record DiskSpace(string Path, long FreeBytes);
