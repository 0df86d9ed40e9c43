namespace RefillRadar.Dashboard.Hubs;

/// <summary>
/// Answers to <c>Snapshot</c>. A few are under way at once, and none while clients have too much left to read, so that clients that ask
/// and do not read cannot fill the memory; those are disconnected, and then the others are answered.
/// </summary>
internal sealed class HubSnapshots(SharedSnapshots snapshots, HubBacklog backlog) : IDisposable
{
    /// <summary>Answers under way at once.</summary>
    public const int AtOnce = 16;

    private readonly SemaphoreSlim _places = new(AtOnce);

    /// <summary>Where everything stands; read after this was called.</summary>
    public async Task<RadarSnapshot> AnswerAsync(CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            await backlog.DrainedAsync(cancellationToken);
            return await snapshots.GetAsync(cancellationToken);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();
}
