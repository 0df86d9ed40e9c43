using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;

namespace RefillRadar.Tests.EndToEnd.Hub;

[Collection(Alone.Name)]
public sealed class HubConnectionLimitTests(HubConnectionLimitTests.Fixture fixture, ITestOutputHelper output)
    : RadarTest(fixture, output), IClassFixture<HubConnectionLimitTests.Fixture>
{
    [Fact]
    public async Task More_connections_than_allowed_are_refused_with_an_error_that_names_the_setting()
    {
        await using var first = new RawHubClient();
        await first.ConnectAsync(Radar);
        await using (var second = await HubListener.ConnectAsync(Radar))
        {
            using var answer = await Api.PostAsync("/hubs/radar/negotiate?negotiateVersion=1", "");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter?.Delta);
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Contains("RefillRadar:Hub:MaxConnections", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);

            await using var third = new RawHubClient();
            await Assert.ThrowsAsync<WebSocketException>(() => third.ConnectAsync(Radar));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, third.Socket.HttpStatusCode);
        }

        // The place of one that has gone is free again.
        await Eventually.TrueAsync(
            async () =>
            {
                using var answer = await Api.PostAsync("/hubs/radar/negotiate?negotiateVersion=1", "");
                return answer.StatusCode == HttpStatusCode.OK;
            },
            "a free place");
        await using var next = await HubListener.ConnectAsync(Radar);
        Assert.Equal(JsonValueKind.Array, (await next.SnapshotAsync()).GetProperty("alerts").ValueKind);
    }

    public sealed class Fixture() : RadarFixture("product_id,name,stockout_threshold", "1,Milk,20")
    {
        internal override string[] Settings => [.. RadarProcess.Quick, "--RefillRadar:Hub:MaxConnections=2"];
    }
}
