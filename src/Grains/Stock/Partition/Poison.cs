using RefillRadar.Grains.Contracts;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>Tells a product that fails for good from a store or a silo that is away for now.</summary>
internal static class Poison
{
    /// <summary>What is wrong for good, for people; null when trying again may help.</summary>
    public static string? ReasonOf(Exception exception)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is UndecidableException)
                return inner.Message;
        }

        return null;
    }
}
