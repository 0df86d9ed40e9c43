using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Tests.Contracts.Aws.Stores;

/// <summary>Rows for tests.</summary>
internal static class AlertRows
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static AlertRow Row(
        string id, string product = "1", AlertStatus status = AlertStatus.Firing, DateTimeOffset? opened = null, string team = "t",
        string note = "", string? key = null, long revision = 1)
    {
        var at = opened ?? Now;
        var alert = new Alert
        {
            Id = id,
            ProductId = product,
            ProductName = "Name",
            Team = team,
            Status = status,
            Quantity = 2.5m,
            Threshold = 5,
            RecoveryThreshold = 7,
            OpenedAt = at,
            FiredAt = status == AlertStatus.Pending ? null : at,
            ResolvedAt = status == AlertStatus.Resolved ? at : null,
        };
        return new AlertRow(alert, key ?? product, revision, null, null, [new AlertEvent(at, "opened", 2.5m, Note: note)]);
    }
}
