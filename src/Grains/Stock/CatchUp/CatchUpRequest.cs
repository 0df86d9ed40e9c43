namespace RefillRadar.Grains.Stock.CatchUp;

/// <summary>What a partition asked for.</summary>
/// <param name="Since">From when on its snapshot is not complete, UTC; null when it is.</param>
/// <param name="Epoch">Epoch of the activation that asked.</param>
internal readonly record struct CatchUpRequest(DateTimeOffset? Since, long Epoch)
{
    /// <summary>Both: the earlier time, for the newer activation.</summary>
    public CatchUpRequest With(CatchUpRequest other) =>
        new(other.Since is null || Since < other.Since ? Since : other.Since, Math.Max(Epoch, other.Epoch));
}
