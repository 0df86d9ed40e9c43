using System.Text.Json;
using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;

namespace RefillRadar.Tests.EndToEnd.Intake;

/// <summary>The place in the log orders changes, whatever their times say, and a log that starts over is followed.</summary>
public sealed class LogOrderTests(LogOrderTests.Fixture fixture, ITestOutputHelper output)
    : RadarTest(fixture, output), IClassFixture<LogOrderTests.Fixture>
{
    private static readonly DateTimeOffset At = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task An_update_that_waited_for_a_lock_wins_with_its_earlier_time()
    {
        await PostAsync(Lines.Dms(1, "30", "01:02:10", "mysql-bin-changelog.000007:1000:1:1:0"));
        await PostAsync(Lines.Dms(1, "3", "01:02:05", "mysql-bin-changelog.000007:2000:1:2:0"));
        var alert = await Api.AlertAsync(1, "firing");
        Assert.Equal((3m, "low"), (alert.Quantity, alert.Severity));
    }

    [Fact]
    public async Task In_one_batch_as_well_and_nothing_is_restocked()
    {
        await PostAsync(Lines.Dms(2, "30", "01:02:10", "mysql-bin-changelog.000007:1000:1:1:0"), Lines.Dms(2, "3", "01:02:05", "mysql-bin-changelog.000007:2000:1:2:0"));
        await Api.AlertAsync(2, "firing");
        await PostEventAsync((3, "30", "01:02:10", 1000), (3, "3", "01:02:05", 2000));
        await Api.AlertAsync(3, "firing");
        foreach (var product in new[] { 2, 3 })
            Assert.Equal(3m, Assert.Single(await Api.AlertsOfAsync(product)).Quantity);
    }

    [Theory]
    [InlineData(4, "mysql-bin-changelog.000007:1975:-1:2074:9:mysql-bin-changelog.000007:1885", "mysql-bin-changelog.000007:2290:-1:2389:9:mysql-bin-changelog.000007:2200")]
    [InlineData(5, "mysql-bin-changelog.000007:1975:-1:-1:9", "mysql-bin-changelog.000007:2290:-1:-1:9")]
    [InlineData(6, "mysql-bin-changelog.000007:1975:0:-1:9", "mysql-bin-changelog.000007:2290:0:-1:9")]
    [InlineData(7, "", "")]
    [InlineData(8, "0000ABCD:00001234:0001", "0000ABCD:00001299:0001")]
    public async Task Two_changes_of_one_second_are_two_however_the_position_is_written(int product, string first, string second)
    {
        await PostAsync(Lines.Dms(product, "7", "01:02:03", first, transaction: 1975));
        await PostAsync(Lines.Dms(product, "0", "01:02:03", second, transaction: 2290));
        var alert = await Api.AlertAsync(product, "firing");
        Assert.Equal((0m, "out"), (alert.Quantity, alert.Severity));
    }

    [Fact]
    public async Task The_log_of_another_server_is_followed_and_what_comes_again_from_the_old_one_loses()
    {
        var old = Lines.Debezium(10, 70, At, "binlog.000150", 4000);
        await PostAsync(old, Lines.Debezium(10, 60, At.AddMinutes(1), "binlog.000150", 5000));
        await PostAsync(Lines.Debezium(10, 7, At.AddMinutes(2), "binlog.000001", 157, server: 2));
        await Api.AlertAsync(10, "firing");
        await PostAsync(old);
        Assert.Equal(7m, await Api.QuantityAsync("10"));
        Assert.Single(await Api.AlertsOfAsync(10));
    }

    [Fact]
    public async Task A_log_that_starts_over_under_its_name_is_known_by_its_time()
    {
        await PostAsync(Lines.Maxwell(11, 70, At, "mysql-bin.000123:4000"));
        await PostAsync(Lines.Maxwell(11, 7, At.AddDays(1), "mysql-bin.000001:157"));
        await Api.AlertAsync(11, "firing");
        await PostAsync(Lines.Maxwell(11, 70, At, "mysql-bin.000123:4000"));
        Assert.Equal(7m, await Api.QuantityAsync("11"));

        // Within ten minutes it is an old one that came again.
        await PostAsync(Lines.Maxwell(12, 70, At, "mysql-bin.000123:4000"));
        await PostAsync(Lines.Maxwell(12, 7, At.AddMinutes(5), "mysql-bin.000122:157"));
        Assert.Equal(70m, await Api.QuantityAsync("12"));
    }

    [Fact]
    public async Task Another_tool_at_the_same_endpoint_has_a_log_of_its_own()
    {
        await PostAsync(Lines.Dms(13, "70", "01:02:10", "mysql-bin-changelog.000900:1000:1:1:0"));
        await PostAsync(Lines.Debezium(13, 7, At.AddHours(1), "binlog.000002", 157));
        Assert.Equal(7m, (await Api.AlertAsync(13, "firing")).Quantity);
        await PostAsync(Lines.Maxwell(13, 0, At.AddHours(1), "master.000001:4"));
        await Eventually.TrueAsync(async () => (await Api.AlertsOfAsync(13)).Single().Severity == "out", "the level of the third tool");
    }

    private async Task PostAsync(params string[] lines)
    {
        using var response = await Api.PostAsync("/ingest/records", string.Join('\n', lines));
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(0, answer.RootElement.GetProperty("quarantined").GetInt32());
    }

    private async Task PostEventAsync(params (int Product, string Quantity, string Time, int Offset)[] changes) =>
        Assert.Empty(await Api.PostEventAsync(KinesisEvent.Of(changes.Select((change, number) => new KinesisRecord(
            $"4959033827149025660855969253{number:D28}",
            Lines.Dms(change.Product, change.Quantity, change.Time, $"mysql-bin-changelog.000007:{change.Offset}:1:{change.Offset}:0"))))));

    public sealed class Fixture() : RadarFixture(
        ["product_id,name,stockout_threshold,team", .. Enumerable.Range(1, 13).Select(product => $"{product},Product {product},20,t")]);
}
