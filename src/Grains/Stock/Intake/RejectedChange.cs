using Orleans;

namespace RefillRadar.Grains.Stock.Intake;

/// <summary>A change that can never be taken in.</summary>
/// <param name="Index">Its index in the batch.</param>
/// <param name="Reason">What is wrong, a sentence for people.</param>
[GenerateSerializer, Immutable, Alias("refillradar.rejected-change")]
public readonly record struct RejectedChange([property: Id(0)] int Index, [property: Id(1)] string Reason);
