using RefillRadar.Tests.EndToEnd.Running;

namespace RefillRadar.Tests.EndToEnd.Pages;

/// <summary>A shop of two teams, all stocked at first; each test empties products of its own.</summary>
public sealed class StockedShopFixture() : RadarFixture([Header, .. Enumerable.Range(1, Products).Select(Row)])
{
    public const int Products = 200;
    public const int Threshold = 20;
    public const int Stocked = 100;
    private const string Header = "product_id,name,stockout_threshold,recovery_threshold,team,category";

    public static string Name(int product) => $"{(IsBike(product) ? "Bike" : "Toy")} {product:000}";

    public static string Team(int product) => IsBike(product) ? "wheels" : "play";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        using var shop = Data.OpenShop();
        shop.Stock(Enumerable.Range(1, Products + 1), Stocked);
        await Api.LevelAsync(Products + 1, Stocked);
    }

    /// <summary>Lowers a product and waits for its alert.</summary>
    internal async Task<AlertItem> LowAsync(int product, decimal quantity = 0)
    {
        using var shop = Data.OpenShop();
        shop.Set(product, quantity);
        return await Api.AlertAsync(product, "firing");
    }

    private static bool IsBike(int product) => product % 2 == 1;

    private static string Row(int product) => $"{product},{Name(product)},{Threshold},30,{Team(product)},{(product % 4 < 2 ? "Outdoor" : "Indoor")}";
}
