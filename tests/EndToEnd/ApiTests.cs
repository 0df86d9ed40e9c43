using System.Net;
using System.Text.Json;
using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;

namespace RefillRadar.Tests.EndToEnd;

public sealed class ApiTests(ApiTests.Fixture fixture, ITestOutputHelper output) : RadarTest(fixture, output), IClassFixture<ApiTests.Fixture>
{
    private const int Low = 30;

    [Theory]
    [InlineData("get", "/api/alerts")]
    [InlineData("get", "/api/alerts/{id}")]
    [InlineData("post", "/api/alerts/{id}/acknowledge")]
    [InlineData("post", "/api/alerts/{id}/snooze")]
    [InlineData("post", "/api/alerts/{id}/unsnooze")]
    [InlineData("get", "/api/products")]
    [InlineData("get", "/api/products/{key}")]
    [InlineData("get", "/api/stats")]
    [InlineData("get", "/api/quarantine")]
    [InlineData("get", "/api/quarantine/{id}/bytes")]
    [InlineData("post", "/api/quarantine/{id}/replay")]
    [InlineData("get", "/api/alerts.csv")]
    [InlineData("post", "/ingest/kinesis")]
    [InlineData("post", "/ingest/records")]
    public async Task The_openapi_document_lists_the_route(string verb, string path)
    {
        var paths = (await Api.GetAsync("/openapi/v1.json")).GetProperty("paths");
        Assert.True(
            paths.EnumerateObject().Any(entry => entry.Name.TrimEnd('/') == path && entry.Value.TryGetProperty(verb, out _)),
            $"{verb} {path} is not among {string.Join(", ", paths.EnumerateObject().Select(entry => entry.Name))}");
    }

    [Fact]
    public async Task The_openapi_document_has_a_title_a_version_and_our_paths_alone()
    {
        var document = await Api.GetAsync("/openapi/v1.json");
        var info = document.GetProperty("info");
        Assert.Equal("RefillRadar API", info.GetProperty("title").GetString());
        Assert.Matches(@"^\d+\.\d+\.\d+$", info.GetProperty("version").GetString());
        Assert.All(document.GetProperty("paths").EnumerateObject(), path => Assert.Matches("^/(api|ingest|health)(/|$|\\.)", path.Name));
    }

    [Fact]
    public async Task A_misspelled_parameter_is_refused_with_the_one_that_was_meant()
    {
        using var response = await Api.Http.GetAsync("/api/alerts?sevrity=out");
        Assert.Contains("Did you mean severity?", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_metrics_pages_and_the_orleans_dashboard_answer()
    {
        foreach (var path in new[] { "/health/live", "/health/ready", "/orleans", "/", "/alerts", "/products", "/thresholds", "/quarantine", "/system" })
            Assert.Equal((path, HttpStatusCode.OK), (path, await Api.StatusAsync(path)));
        Assert.Contains("refillradar_", await Api.TextAsync("/metrics"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await Api.StatusAsync("/api/nothing"));
    }

    [Fact]
    public async Task Alerts_are_filtered_by_status_severity_team_and_product()
    {
        Assert.Equal(Low, (await Api.AlertsAsync("team=listed")).Count);
        Assert.All(await Api.AlertsAsync("status=firing&team=listed"), alert => Assert.Equal("firing", alert.Status));
        Assert.Equal(Low, (await Api.AlertsAsync("status=firing&status=resolved&team=listed")).Count);
        Assert.Equal(Low / 2, (await Api.AlertsAsync("severity=out&team=listed")).Count);
        Assert.Equal("7", Assert.Single(await Api.AlertsAsync("product=7")).ProductId);
        Assert.Empty(await Api.AlertsAsync("team=nobody"));
        Assert.Empty(await Api.AlertsAsync("to=2020-01-01T00:00:00Z"));
        Assert.Equal(Low, (await Api.AlertsAsync("from=2020-01-01T00:00:00Z&team=listed")).Count);
        // Pending ones only when they are asked for.
        Assert.Equal("pending", Assert.Single(await Api.AlertsAsync("status=pending")).Status);
        Assert.DoesNotContain(await Api.AlertsAsync(""), alert => alert.Status == "pending");
    }

    [Fact]
    public async Task Pages_of_a_list_follow_each_other_without_gap_or_overlap_newest_first()
    {
        var whole = await Api.AlertsAsync("team=listed&limit=1000");
        var paged = await Api.AlertsAsync("team=listed&limit=7");
        Assert.Equal(whole.Select(alert => alert.Id), paged.Select(alert => alert.Id));
        Assert.Equal(whole.OrderByDescending(alert => alert.OpenedAt).Select(alert => alert.OpenedAt), whole.Select(alert => alert.OpenedAt));

        List<string> products = [];
        for (var cursor = ""; cursor is not null;)
        {
            var page = await Api.GetAsync($"/api/products?limit=9&cursor={Uri.EscapeDataString(cursor)}");
            products.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("key").GetString()!));
            cursor = page.GetProperty("nextCursor").GetString();
        }

        Assert.Equal(Low + 6, products.Distinct().Count());
        Assert.Equal(Low + 6, products.Count);
    }

    [Theory]
    [InlineData("3", 3)]
    [InlineData("100000000000", Low)]
    public async Task A_limit_above_the_highest_is_clamped(string limit, int expected) =>
        Assert.Equal(expected, (await Api.GetAsync($"/api/alerts?team=listed&limit={limit}")).GetProperty("items").GetArrayLength());

    [Theory]
    [InlineData("/api/alerts?status=burning", HttpStatusCode.BadRequest)]
    [InlineData("/api/alerts?severity=1", HttpStatusCode.BadRequest)]
    [InlineData("/api/alerts?from=yesterday", HttpStatusCode.BadRequest)]
    [InlineData("/api/alerts?limit=many", HttpStatusCode.BadRequest)]
    [InlineData("/api/alerts?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("/api/products?limit=-5", HttpStatusCode.BadRequest)]
    [InlineData("/api/alerts?sevrity=out", HttpStatusCode.BadRequest)]
    [InlineData("/api/alerts.csv?sevrity=out", HttpStatusCode.BadRequest)]
    [InlineData("/api/stats?now=1", HttpStatusCode.BadRequest)]
    [InlineData("/api/alerts?cursor=nonsense", HttpStatusCode.BadRequest)]
    [InlineData("/api/quarantine?cursor=nonsense", HttpStatusCode.BadRequest)]
    [InlineData("/api/alerts/nothing", HttpStatusCode.NotFound)]
    [InlineData("/api/products/nothing", HttpStatusCode.NotFound)]
    [InlineData("/api/products?status=burning", HttpStatusCode.BadRequest)]
    public async Task What_cannot_be_answered_is_a_problem_that_says_why(string path, HttpStatusCode status)
    {
        using var response = await Api.Http.GetAsync(path);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal((int)status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.RootElement.GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task An_alert_is_acknowledged_snoozed_and_woken_and_remembers_who_did_it()
    {
        var id = (await Api.AlertAsync(101, "firing")).Id;
        var (status, alert) = await Api.ActAsync(id, "acknowledge", new { by = "Ana", note = "ordered" });
        Assert.Equal((HttpStatusCode.OK, "acknowledged", "Ana"), (status, Text(alert, "status"), Text(alert, "acknowledgedBy")));

        var until = DateTimeOffset.UtcNow.AddHours(2);
        (status, alert) = await Api.ActAsync(id, "snooze", new { by = "Ben", until });
        Assert.Equal((HttpStatusCode.OK, "snoozed"), (status, Text(alert, "status")));
        Assert.True((alert.GetProperty("snoozedUntil").GetDateTimeOffset() - until).Duration() < TimeSpan.FromSeconds(1));
        (status, alert) = await Api.ActAsync(id, "unsnooze", new { by = "Ben" });
        Assert.Equal((HttpStatusCode.OK, "firing", null), (status, Text(alert, "status"), Text(alert, "snoozedUntil")));

        (status, alert) = await Api.ActAsync(id, "snooze", new { untilRestock = true, by = "Cleo" });
        Assert.Equal((HttpStatusCode.OK, "snoozed"), (status, Text(alert, "status")));
        var history = (await Api.GetAsync($"/api/alerts/{id}")).GetProperty("history").EnumerateArray().ToArray();
        Assert.Contains(history, step => Text(step, "event") == "acknowledged" && Text(step, "by") == "Ana" && Text(step, "note") == "ordered");
        Assert.Contains(history, step => Text(step, "event") == "unsnoozed" && Text(step, "by") == "Ben");
    }

    [Fact]
    public async Task An_action_that_is_not_possible_is_a_problem()
    {
        var id = (await Api.AlertAsync(102, "firing")).Id;
        var past = DateTimeOffset.UtcNow.AddHours(-1);
        Assert.Equal(HttpStatusCode.BadRequest, (await Api.ActAsync(id, "snooze", new { by = "Ben", until = past })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Api.ActAsync(id, "snooze", new { by = "Ben" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Api.ActAsync(id, "acknowledge", new { by = new string('x', 300) })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Api.ActAsync("nothing", "acknowledge")).Status);
        using var shop = Data.OpenShop();
        shop.Set(102, 100);
        await Api.AlertAsync(102, "resolved");
        foreach (var action in new[] { "acknowledge", "unsnooze" })
            Assert.Equal(HttpStatusCode.Conflict, (await Api.ActAsync(id, action)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await Api.ActAsync(id, "snooze", new { untilRestock = true })).Status);
    }

    [Fact]
    public async Task A_page_of_another_site_may_not_act()
    {
        var id = (await Api.AlertAsync(7, "firing")).Id;
        using var response = await Api.PostAsync($"/api/alerts/{id}/acknowledge", "{}", headers: headers => headers.Add("Origin", "https://evil.example"));
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("firing", Assert.Single(await Api.AlertsOfAsync(7)).Status);
    }

    [Fact]
    public async Task The_csv_has_a_row_for_every_alert_of_the_filter()
    {
        using var response = await Api.Http.GetAsync("/api/alerts.csv?team=listed");
        Assert.Equal("text/csv", response.Content.Headers.ContentType?.MediaType);
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("id,product_id,product_name,warehouse,team,category,severity,status,quantity,threshold", lines[0].TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Equal(Low, lines.Length - 1);
    }

    [Fact]
    public async Task A_product_shows_its_level_rule_and_episode()
    {
        await Api.AlertAsync(8, "firing");
        var product = await Api.GetAsync("/api/products/8");
        Assert.Equal(("8", "Product 8", "firing"), (Text(product, "productId"), Text(product, "productName"), Text(product, "status")));
        Assert.Equal(Text(product, "alertId"), Text(product.GetProperty("episode"), "id"));
        Assert.NotEqual(JsonValueKind.Null, product.GetProperty("rule").ValueKind);
        Assert.NotEmpty(product.GetProperty("recentLevels").EnumerateArray());
        Assert.Contains((await Api.GetAsync("/api/products?search=Product%208")).GetProperty("items").EnumerateArray(), item => Text(item, "key") == "8");
    }

    [Fact]
    public async Task The_stats_count_what_the_lists_show()
    {
        // The numbers may be a second old.
        await Eventually.PassesAsync(async () =>
        {
            var stats = await Api.GetAsync("/api/stats");
            var firing = await Api.AlertsAsync("status=firing&status=acknowledged&status=snoozed&limit=1000");
            Assert.Equal(firing.Count(alert => alert.Severity == "out"), stats.GetProperty("out").GetInt32());
            Assert.Equal(firing.Count(alert => alert.Severity == "low"), stats.GetProperty("low").GetInt32());
            Assert.Equal(1, stats.GetProperty("pending").GetInt32());
            Assert.Equal(2, stats.GetProperty("untracked").GetInt32());
            foreach (var name in new[] { "tracked", "openedToday", "resolvedToday", "quarantined", "recordsTotal", "lagSeconds" })
                Assert.Equal(JsonValueKind.Number, stats.GetProperty(name).ValueKind);
            Assert.False(stats.GetProperty("feedStale").GetBoolean());
        });
    }

    [Fact]
    public async Task The_hub_answers_a_snapshot()
    {
        await using var hub = await HubListener.ConnectAsync(Radar);
        await Eventually.PassesAsync(async () =>
        {
            var snapshot = await hub.SnapshotAsync();
            Assert.True(snapshot.GetProperty("alerts").GetArrayLength() >= Low);
            Assert.True(snapshot.GetProperty("stats").GetProperty("tracked").GetInt32() >= Low);
            Assert.True(snapshot.GetProperty("levels").GetArrayLength() >= Low);
        });
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    public sealed class Fixture() : RadarFixture(
    [
        "product_id,name,stockout_threshold,team,hold_seconds",
        .. Enumerable.Range(1, Low).Select(product => $"{product},Product {product},20,listed,"),
        "101,Acted upon,20,actions,", "102,Not to be acted upon,20,actions,", "103,Held,20,actions,3600", "104,Never seen,20,actions,",
    ])
    {
        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            using var shop = Data.OpenShop();
            shop.Stock([.. Enumerable.Range(1, Low), 101, 102, 103, 501, 502], 100);
            await Api.LevelAsync(502, 100);
            shop.Set([.. Enumerable.Range(1, Low).Select(product => (product, product % 2 == 0 ? 0m : 5m)), (101, 5), (102, 5), (103, 5)]);
            await Api.AlertAsync(103, "pending");
            await Eventually.TrueAsync(async () => (await Api.AlertsAsync("status=firing&limit=1000")).Count == Low + 2, "all alerts");
        }
    }
}
