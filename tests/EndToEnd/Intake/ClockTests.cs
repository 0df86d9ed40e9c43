using System.Net;
using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;

namespace RefillRadar.Tests.EndToEnd.Intake;

/// <summary>A clock that is set stops nothing.</summary>
[Collection(Alone.Name)]
public sealed class ClockTests(ITestOutputHelper output)
{
    [ClockFact]
    public async Task Set_forward_two_hours_and_back_everything_is_decided_and_mailed()
    {
        using var data = new RadarData(["product_id,name,stockout_threshold,team", .. Enumerable.Range(1, 300).Select(product => $"{product},Product {product},20,t")]);
        using var clock = new SetClock();
        await using var radar = await RadarProcess.StartAsync(data, RadarProcess.Quick, environment: clock.Environment);
        try
        {
            await PostAsync(radar, Enumerable.Range(1, 100), 50);
            await LowAsync(radar, data, Enumerable.Range(1, 50));

            clock.Set(TimeSpan.FromHours(2));
            await LowAsync(radar, data, Enumerable.Range(51, 50));
            Assert.True((await radar.Api.AlertAsync(51, "firing")).OpenedAt > DateTimeOffset.UtcNow.AddHours(1.9), "The clock was not set.");

            clock.Set(TimeSpan.Zero);
            await LowAsync(radar, data, Enumerable.Range(101, 200));
            // Also what was decided in the "future" is decided again.
            await PostAsync(radar, Enumerable.Range(1, 100), 90);
            foreach (var product in Enumerable.Range(1, 100))
                await radar.Api.AlertAsync(product, "resolved");
            Assert.Equal(HttpStatusCode.OK, await radar.Api.StatusAsync("/health/ready"));
        }
        finally
        {
            output.WriteLine(radar.Output);
        }
    }

    private static async Task LowAsync(RadarProcess radar, RadarData data, IEnumerable<int> products)
    {
        await PostAsync(radar, products, 5);
        foreach (var product in products)
            await radar.Api.AlertAsync(product, "firing");
        await Eventually.PassesAsync(() =>
        {
            var mailed = data.Mails().SelectMany(mail => mail.Notices).Select(notice => notice.ProductId).ToHashSet();
            Assert.DoesNotContain(products, product => !mailed.Contains($"{product}"));
            return Task.CompletedTask;
        });
    }

    private static async Task PostAsync(RadarProcess radar, IEnumerable<int> products, int quantity)
    {
        using var response = await radar.Api.PostAsync("/ingest/records", string.Join('\n', products.Select(product => Lines.Plain(product, quantity))));
        Assert.True(response.StatusCode == HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
    }
}
