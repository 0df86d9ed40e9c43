using System.Text.Json;
using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;

namespace RefillRadar.Tests.EndToEnd;

public sealed class ThresholdEditingTests(ThresholdEditingTests.Fixture fixture, ITestOutputHelper output)
    : RadarTest(fixture, output), IClassFixture<ThresholdEditingTests.Fixture>
{
    private const string Header = "product_id,name,stockout_threshold,team";
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Raising_a_threshold_opens_an_alert_and_lowering_it_ends_it_as_threshold_changed()
    {
        Data.WriteThresholds(Header, "1,Milk,60,dairy", "2,Bread,20,bakery");
        var alert = await Eventually.FindAsync(async () => (await Api.AlertsOfAsync(1)).FirstOrDefault(alert => alert.Status == "firing"), "the alert", AtOnce);
        Assert.Equal((60m, 50m), (alert.Threshold, alert.Quantity));
        Data.WriteThresholds(Header, "1,Milk,40,dairy", "2,Bread,20,bakery");
        var ended = await Eventually.FindAsync(async () => (await Api.AlertsOfAsync(1)).FirstOrDefault(alert => alert.Status == "resolved"), "its end", AtOnce);
        Assert.Equal((alert.Id, "thresholdChanged"), (ended.Id, ended.ResolvedReason));
    }

    [Fact]
    public async Task Taking_a_products_row_away_ends_its_alert_as_untracked()
    {
        Data.WriteThresholds(Header, "1,Milk,20,dairy", "2,Bread,20,bakery", "3,Eggs,60,dairy");
        var alert = await Eventually.FindAsync(async () => (await Api.AlertsOfAsync(3)).FirstOrDefault(alert => alert.Status == "firing"), "the alert", AtOnce);
        Data.WriteThresholds(Header, "1,Milk,20,dairy", "2,Bread,20,bakery");
        var ended = await Eventually.FindAsync(async () => (await Api.AlertsOfAsync(3)).FirstOrDefault(alert => alert.Status == "resolved"), "its end", AtOnce);
        Assert.Equal((alert.Id, "untracked"), (ended.Id, ended.ResolvedReason));
    }

    [Fact]
    public async Task A_broken_file_is_refused_with_every_bad_line_named_and_the_old_thresholds_stay()
    {
        Data.WriteThresholds(Header, "1,Milk,20,dairy", "2,Bread,25,bakery");
        await Eventually.TrueAsync(async () => (await RuleOfAsync(2)) == 25, "the good file");
        var before = await Api.GetAsync("/api/thresholds");

        Data.WriteThresholds(Header, "1,Milk,90,dairy", "2,Bread,plenty,bakery", "3,Eggs,20,dairy", "4,Salt,-5,dairy", ",Nameless,20,dairy", "1,Milk again,30,dairy");
        var refused = await Eventually.FindAsync(
            async () => await Api.GetAsync("/api/thresholds") is var info && info.GetProperty("errors").GetArrayLength() > 0 ? info.GetRawText() : null, "the refusal", AtOnce);
        using var info = JsonDocument.Parse(refused);
        string[] errors = [.. info.RootElement.GetProperty("errors").EnumerateArray().Select(error => error.GetString()!)];
        foreach (var line in new[] { "Line 3:", "Line 5:", "Line 6:", "Line 7:" })
        {
            Assert.Single(errors, error => error.StartsWith(line, StringComparison.Ordinal));
            await Eventually.TrueAsync(() => Radar.Output.Contains(line, StringComparison.Ordinal), $"{line} in the log");
        }

        Assert.Equal(4, errors.Length);
        Assert.Equal(before.GetProperty("version").GetString(), info.RootElement.GetProperty("version").GetString());
        Assert.NotNull(info.RootElement.GetProperty("refusedAt").GetString());
        Assert.Equal(25, await RuleOfAsync(2));
        Assert.DoesNotContain(await Api.AlertsOfAsync(1), alert => alert.Status == "firing");

        // The old ones are in force, not only on show.
        using var shop = Data.OpenShop();
        shop.Set(2, 24);
        Assert.Equal(25, (await Api.AlertAsync(2, "firing")).Threshold);

        Data.WriteThresholds(Header, "1,Milk,20,dairy", "2,Bread,20,bakery");
        await Eventually.TrueAsync(async () => (await Api.GetAsync("/api/thresholds")).GetProperty("errors").GetArrayLength() == 0, "the mended file", AtOnce);
    }

    [Fact]
    public async Task Check_answers_for_a_good_file_and_names_every_bad_line_of_another()
    {
        using var files = new RadarData(Header, "1,Milk,20,dairy", "2,Bread,20,bakery");
        var (good, said) = await RadarProcess.RunAsync("check", files.Thresholds);
        Assert.Equal(0, good);
        Assert.Contains("2 rows", said, StringComparison.Ordinal);

        files.WriteThresholds(Header, "1,Milk,many,dairy", "2,Bread,20,bakery", ",x,1,y");
        var (bad, complaint) = await RadarProcess.RunAsync("check", files.Thresholds);
        Assert.Equal(1, bad);
        Assert.Contains("Line 2:", complaint, StringComparison.Ordinal);
        Assert.Contains("Line 4:", complaint, StringComparison.Ordinal);

        Assert.NotEqual(0, (await RadarProcess.RunAsync("check", files.File("nothing.csv"))).ExitCode);
    }

    [Fact]
    public async Task Replay_prints_the_alerts_that_a_history_would_have_raised()
    {
        using var files = new RadarData(Header, "1,Milk,20,dairy", "2,Bread,20,bakery");
        int[] levels = [30, 21, 20, 19, 40, 5];
        var history = files.File("changes.jsonl");
        await File.WriteAllLinesAsync(history, [
            .. levels.Select((level, place) => KinesisEvent.Dms(1 + place, "update", 1, $"{level}").Data.ReplaceLineEndings("")),
            KinesisEvent.Dms(50, "update", 99, "0").Data.ReplaceLineEndings(""), "nonsense"]);
        var (exit, said) = await RadarProcess.RunAsync("replay", history, files.Thresholds);
        Assert.Equal(0, exit);
        Assert.Contains("2 alerts; 1 products without a threshold; 1 records could not be read", said, StringComparison.Ordinal);
        Assert.Equal(2, said.Split('\n').Count(line => line.Contains("Milk", StringComparison.Ordinal)));
        Assert.Single(said.Split('\n'), line => line.Contains("still firing", StringComparison.Ordinal));
    }

    private async Task<decimal?> RuleOfAsync(int product) =>
        (await Api.GetAsync($"/api/products/{product}")).GetProperty("threshold") is { ValueKind: JsonValueKind.Number } threshold ? threshold.GetDecimal() : null;

    public sealed class Fixture() : RadarFixture(Header, "1,Milk,20,dairy", "2,Bread,20,bakery")
    {
        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            using var shop = Data.OpenShop();
            shop.Stock([1, 2, 3], 50);
            await Api.LevelAsync(3, 50);
        }
    }
}
