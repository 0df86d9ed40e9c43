using RefillRadar.Tests.EndToEnd.Running;

namespace RefillRadar.Tests.EndToEnd;

public sealed class StartTests
{
    private const string Header = "product_id,name,stockout_threshold";

    [Theory]
    [InlineData("http://0.0.0.0:18080")]
    [InlineData("http://*:18080")]
    [InlineData("http://192.0.2.1:18080")]
    [InlineData("http://user@localhost:18080")]
    public async Task Bound_to_more_than_loopback_without_sign_in_it_refuses_to_start_and_names_the_key(string url)
    {
        using var data = new RadarData(Header, "1,Milk,20");
        var (exit, said) = await RadarProcess.RunAsync("--urls", url, $"--RefillRadar:DataDirectory={data.Path}");
        Assert.NotEqual(0, exit);
        Assert.Contains("RefillRadar:Authentication:Authority", said, StringComparison.Ordinal);
        Assert.Contains(url, said, StringComparison.Ordinal);
        Assert.False(File.Exists(data.ShopPath));
    }

    [Fact]
    public async Task A_wrong_configuration_stops_the_start_with_every_error_at_once()
    {
        using var data = new RadarData(Header, "1,Milk,20");
        var (exit, said) = await RadarProcess.RunAsync(
            $"--RefillRadar:DataDirectory={data.Path}", "--RefillRadar:Mode=Cloud", "--RefillRadar:Demo:Products=-1", "--RefillRadar:Notifications:GroupWaitSeconds=soon");
        Assert.NotEqual(0, exit);
        foreach (var key in new[] { "RefillRadar:Mode", "RefillRadar:Demo:Products", "RefillRadar:Notifications:GroupWaitSeconds" })
            Assert.Contains(key, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_installations_run_side_by_side_and_do_not_mix()
    {
        using var here = new RadarData(Header, "1,Milk,20");
        using var there = new RadarData(Header, "1,Milk,20");
        await using var first = await RadarProcess.StartAsync(here, RadarProcess.Quick);
        await using var second = await RadarProcess.StartAsync(there, RadarProcess.Quick);
        using var shop = here.OpenShop();
        using var other = there.OpenShop();
        shop.Stock([1], 5);
        other.Stock([1], 50);
        await first.Api.AlertAsync(1, "firing");
        await second.Api.LevelAsync(1, 50);
        Assert.Empty(await second.Api.AlertsAsync());
        other.Set(1, 0);
        Assert.Equal("out", (await second.Api.AlertAsync(1, "firing")).Severity);
        Assert.Equal("low", Assert.Single(await first.Api.AlertsAsync()).Severity);
    }

    [Fact]
    public async Task Stopped_by_sigterm_it_ends_orderly_and_soon()
    {
        using var data = new RadarData(Header, "1,Milk,20");
        await using var radar = await RadarProcess.StartAsync(data, RadarProcess.Quick);
        Assert.Equal(0, await radar.StopAsync());
        Assert.DoesNotContain("Unhandled exception", radar.Output, StringComparison.Ordinal);
    }
}
