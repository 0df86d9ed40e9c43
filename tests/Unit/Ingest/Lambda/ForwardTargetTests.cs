using RefillRadar.Ingest.Lambda;

namespace RefillRadar.Tests.Unit.Ingest.Lambda;

public sealed class ForwardTargetTests
{
    [Theory]
    [InlineData("https://radar.internal", "https://radar.internal/ingest/kinesis")]
    [InlineData("http://10.0.0.7:8080/", "http://10.0.0.7:8080/ingest/kinesis")]
    [InlineData("https://radar.internal/a/ingest/kinesis", "https://radar.internal/a/ingest/kinesis")]
    public void An_address_without_a_path_means_the_kinesis_endpoint(string url, string expected) =>
        Assert.Equal(new Uri(expected), ForwardTarget.From(url, "secret").Endpoint);

    [Theory]
    [InlineData(null, "secret", "RADAR_INGEST_URL")]
    [InlineData("radar.internal", "secret", "RADAR_INGEST_URL")]
    [InlineData("file:///tmp/x", "secret", "RADAR_INGEST_URL")]
    [InlineData("https://radar.internal", null, "RADAR_INGEST_KEY")]
    [InlineData("https://radar.internal", "a\nb", "RADAR_INGEST_KEY")]
    public void A_missing_or_wrong_setting_is_named(string? url, string? key, string setting) =>
        Assert.Contains(setting, Assert.Throws<InvalidOperationException>(() => ForwardTarget.From(url, key)).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_wrong_setting_is_named_at_once()
    {
        var message = Assert.Throws<InvalidOperationException>(() => ForwardTarget.From("", "")).Message;
        Assert.Contains("RADAR_INGEST_URL", message, StringComparison.Ordinal);
        Assert.Contains("RADAR_INGEST_KEY", message, StringComparison.Ordinal);
    }
}
