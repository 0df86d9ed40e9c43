using RefillRadar.Dashboard.Api;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class QueryValuesTests
{
    [Theory]
    [InlineData(null, 100)]
    [InlineData("", 100)]
    [InlineData("7", 7)]
    [InlineData("1001", 1000)]
    [InlineData("99999999999999999999", 1000)]
    public void A_limit_is_clamped(string? text, int limit) => Assert.Equal(limit, QueryValues.Limit(text));

    [Theory]
    [InlineData("limit", "limit", "ten")]
    [InlineData("limit", "limit", "0")]
    [InlineData("limit", "limit", "-3")]
    [InlineData("limit", "limit", "1.5")]
    [InlineData("status", "status", "fireing")]
    [InlineData("status", "status", "1")]
    [InlineData("status", "status", "firing,bogus")]
    [InlineData("severity", "severity", "high")]
    [InlineData("from", "from", "yesterday")]
    [InlineData("to", "to", "2026-13-01")]
    public void A_bad_value_is_refused_by_name(string parameter, string named, string value)
    {
        var filter = new AlertFilter
        {
            Limit = parameter == "limit" ? value : null,
            Status = parameter == "status" ? [value] : null,
            Severity = parameter == "severity" ? value : null,
            From = parameter == "from" ? value : null,
            To = parameter == "to" ? value : null,
        };
        Assert.Equal(named, Assert.Throws<BadRequestValueException>(filter.ToQuery).Parameter);
    }

    [Fact]
    public void An_unknown_status_is_answered_with_the_known_ones()
    {
        var refused = Assert.Throws<BadRequestValueException>(() => QueryValues.Name<AlertStatus>("status", "open"));
        Assert.Equal("status must be one of pending, firing, acknowledged, snoozed, resolved (got open).", refused.Message);
    }

    [Fact]
    public void Statuses_may_be_repeated_and_joined_by_commas()
    {
        AlertStatus[] expected = [AlertStatus.Firing, AlertStatus.Snoozed, AlertStatus.Resolved];
        Assert.Equal(expected, QueryValues.Names<AlertStatus>("status", ["firing, SNOOZED", "resolved", "firing"]));
    }

    [Theory]
    [InlineData("2026-01-02T03:04:05Z")]
    [InlineData("2026-01-02T04:04:05+01:00")]
    [InlineData("2026-01-02T04:04:05 01:00")]
    [InlineData("2026-01-02T03:04:05.000Z")]
    [InlineData("2026-01-02T03:04:05")]
    public void Times_are_read_with_any_offset_and_as_utc_without_one(string text) =>
        Assert.Equal(Samples.Now, QueryValues.Time("from", text));

    [Theory]
    [InlineData("/api/products/7", "7")]
    [InlineData("/api/products/a%2Fb@lyon?x=1", "a/b@lyon")]
    [InlineData("/api/products/100%2525", "100%25")]
    [InlineData("/base/api/products/%C3%BC", "ü")]
    [InlineData("/api/other", null)]
    public void A_key_is_read_from_the_address_as_sent(string target, string? key) =>
        Assert.Equal(key, RawKey.After("/api/products/", target));
}
