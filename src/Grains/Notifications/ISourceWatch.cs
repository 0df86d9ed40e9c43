namespace RefillRadar.Grains.Notifications;

/// <summary>Knows whether levels may be old.</summary>
internal interface ISourceWatch
{
    /// <summary>Whether nothing has come from the source for too long, as far as this process knows.</summary>
    bool IsSourceStale { get; }
}
