using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Tests.Cluster.Recovery;

/// <summary>What fails for good is told from what is away.</summary>
public sealed class UndecidableTests
{
    private static readonly ProductCall OfAnother =
        new() { Changes = [new StockChange("another", StockOperation.Update, 5, Position.OfArrival(1, 1), 0, HasEventTime: false)] };

    [Fact]
    public async Task A_change_that_can_never_be_decided_is_said_to_be_that()
    {
        var product = new RadarWorld().NewProduct("1", (_, _) => { });
        product.Activate();
        var error = await Assert.ThrowsAsync<UndecidableException>(() => product.DecideAsync(OfAnother, CancellationToken.None));
        Assert.IsType<ArgumentException>(error.InnerException);
    }
}
