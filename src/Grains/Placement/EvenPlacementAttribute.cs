using Orleans.Placement;

namespace RefillRadar.Grains.Placement;

/// <summary>Places the grains of a class by <see cref="EvenPlacement"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class EvenPlacementAttribute() : PlacementAttribute(new EvenPlacement());
