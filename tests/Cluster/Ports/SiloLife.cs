namespace RefillRadar.Tests.Cluster.Ports;

/// <summary>A killed silo reaches no port any more: what its code still does in this process must not count.</summary>
internal sealed class SiloLife
{
    private volatile bool _ended;

    public void End() => _ended = true;

    /// <summary>Goes through the scheduler like a real call does, and fails once the silo is dead.</summary>
    public async Task ReachAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        if (_ended)
            throw new IOException("This silo was killed.");
    }
}
