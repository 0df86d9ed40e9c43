namespace RefillRadar.Dashboard.Hubs;

/// <summary>
/// Bytes that the hub has written and that its clients have not read yet, over all connections. While they are too many, snapshots wait:
/// an answer of some megabytes lies in memory until its client reads it or is disconnected. Thread-safe.
/// </summary>
internal sealed class HubBacklog(TimeProvider time)
{
    /// <summary>Bytes from which on no further snapshot is answered.</summary>
    public const long MaxBytes = 64 << 20;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);
    private long _bytes;

    /// <summary>Bytes that wait now.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public void Add(long bytes) => Interlocked.Add(ref _bytes, bytes);

    public void Remove(long bytes) => Interlocked.Add(ref _bytes, -bytes);

    /// <summary>Waits until fewer bytes wait than <see cref="MaxBytes"/>.</summary>
    public async Task DrainedAsync(CancellationToken cancellationToken)
    {
        while (Bytes >= MaxBytes)
            await Task.Delay(LookEvery, time, cancellationToken);
    }
}
