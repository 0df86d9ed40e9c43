using RefillRadar.Grains.Contracts;

namespace RefillRadar.Tests.Unit.Dashboard;

internal static class Samples
{
    public static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static Alert Alert(string id, string product = "1", AlertStatus status = AlertStatus.Firing)
    {
        return new Alert
        {
            Id = id,
            ProductId = product,
            ProductName = "Tea",
            Team = "fresh",
            Status = status,
            Quantity = 18,
            Threshold = 20,
            RecoveryThreshold = 25,
            OpenedAt = Now,
        };
    }

    public static ProductLevel Level(string key, decimal quantity, string? alertId = null) =>
        new ProductLevel { Key = key, ProductId = key, ProductName = "Tea", Quantity = quantity, AlertId = alertId };
}
