using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace RefillRadar.Grains.Placement;

/// <summary>Chooses the silo of a new activation.</summary>
internal sealed class EvenPlacementDirector : IPlacementDirector
{
    /// <inheritdoc/>
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context) =>
        Task.FromResult(EvenPlacement.HomeOf(target.GrainIdentity.GetIntegerKey(), context.GetCompatibleSilos(target)));
}
