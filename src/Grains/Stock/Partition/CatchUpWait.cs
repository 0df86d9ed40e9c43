namespace RefillRadar.Grains.Stock.Partition;

/// <summary>Asks for catch-up, again each minute until it was answered: whoever was asked may be gone with the request.</summary>
internal sealed class CatchUpWait(IPartitionHost host, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private (DateTimeOffset? Since, long Epoch)? _asked;
    private long _askedAt;

    /// <summary>Asks for what is missing since a time (null: nothing is), for the activation of an epoch.</summary>
    public void Start(DateTimeOffset? since, long epoch)
    {
        _asked = (since, epoch);
        Ask();
    }

    /// <summary>Asks again when it is time.</summary>
    public void Repeat()
    {
        if (_asked is not null && time.GetElapsedTime(_askedAt) >= Patience)
            Ask();
    }

    /// <summary>Everything was read.</summary>
    public void End() => _asked = null;

    private void Ask()
    {
        _askedAt = time.GetTimestamp();
        host.RequestCatchUp(_asked!.Value.Since, _asked.Value.Epoch);
    }
}
