namespace RefillRadar.Dashboard.Hubs;

/// <summary>
/// Messages that the hub has written and that its clients have not read yet, over all connections. While they are too many bytes,
/// snapshots wait: an answer of some megabytes lies in memory until its client has read it or is disconnected. So that this does not
/// take long, clients that keep a large message waiting are disconnected sooner than usual. Thread-safe.
/// </summary>
internal sealed class HubBacklog(TimeProvider time)
{
    /// <summary>Bytes from which on no further snapshot is answered.</summary>
    public const long MaxBytes = 64 << 20;

    /// <summary>How long a client may keep a large message waiting while others wait for a snapshot.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);
    private readonly Lock _gate = new();
    private readonly HashSet<PendingFlush> _pending = [];
    private long _bytes;

    /// <summary>Bytes that wait now.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>A message waits for its client.</summary>
    public PendingFlush Add(long bytes, Action disconnect)
    {
        var flush = new PendingFlush(bytes, time.GetTimestamp(), disconnect);
        lock (_gate)
        {
            _pending.Add(flush);
            _bytes += bytes;
        }

        return flush;
    }

    /// <summary>The message was read, or its connection has ended.</summary>
    public void Remove(PendingFlush flush)
    {
        lock (_gate)
        {
            if (_pending.Remove(flush))
                _bytes -= flush.Bytes;
        }
    }

    /// <summary>Waits until fewer bytes wait than <see cref="MaxBytes"/>.</summary>
    public async Task DrainedAsync(CancellationToken cancellationToken)
    {
        while (Bytes >= MaxBytes)
        {
            foreach (var flush in Overdue())
                flush.Disconnect();

            await Task.Delay(LookEvery, time, cancellationToken);
        }
    }

    private PendingFlush[] Overdue()
    {
        var now = time.GetTimestamp();
        lock (_gate)
            return [.. _pending.Where(flush => flush.Bytes > HubRoutes.BufferBytes * 2 && time.GetElapsedTime(flush.Since, now) >= Patience)];
    }
}
