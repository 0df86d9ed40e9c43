using Orleans;

namespace RefillRadar.Grains.Alerts;

/// <summary>
/// Decides about one product; key is the stock key. Called by its partition alone, which hands in everything the decision
/// needs and takes over what comes back. When a call returns, grain state and alert row are stored.
/// </summary>
[Alias("refillradar.product")]
internal interface IProductGrain : IGrainWithStringKey
{
    /// <summary>Completes what an earlier call left undone, then decides.</summary>
    [Alias("decide")]
    Task<ProductAnswer> Decide(ProductCall call, CancellationToken cancellationToken);
}
