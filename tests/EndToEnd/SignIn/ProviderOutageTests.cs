using System.Net;
using System.Net.Http.Headers;
using RefillRadar.Tests.EndToEnd.Running;

namespace RefillRadar.Tests.EndToEnd.SignIn;

public sealed class ProviderOutageTests
{
    [Fact]
    public async Task Without_the_provider_pages_say_so_and_changes_are_still_taken()
    {
        using var data = new RadarData("product_id,name,stockout_threshold", "1,Bike,20");
        await using var radar = await RadarProcess.StartAsync(
            data,
            [
                .. RadarProcess.Quick, $"--RefillRadar:Authentication:Authority=https://127.0.0.1:{RadarProcess.FreePort()}",
                "--RefillRadar:Authentication:ClientId=radar", "--RefillRadar:Ingest:Key=0123456789abcdef",
            ]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/alerts");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        using var page = await radar.Api.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        Assert.Contains("The sign-in service does not respond", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var api = await radar.Api.Http.GetAsync("/api/stats");
        Assert.Equal(HttpStatusCode.Unauthorized, api.StatusCode);
        using var ingest = await radar.Api.PostAsync(
            "/ingest/records", """{"data":{"product_id":1,"quantity_available":5},"metadata":{"operation":"update"}}""",
            headers: headers => headers.Authorization = new AuthenticationHeaderValue("Bearer", "0123456789abcdef"));
        Assert.Equal(HttpStatusCode.OK, ingest.StatusCode);
    }
}
