using System.Security.Claims;
using System.Text;
using RefillRadar.Dashboard.Api;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class ActionReaderTests
{
    private static readonly ClaimsPrincipal Nobody = new(new ClaimsIdentity());
    private static readonly ClaimsPrincipal Ana = new(new ClaimsIdentity([new Claim(ClaimTypes.Name, "ana")], "test"));

    [Fact]
    public void Who_is_signed_in_counts_and_not_what_the_body_says()
    {
        Assert.Equal("ana", Act("{\"by\":\"mallory\"}", Ana).By);
        Assert.Equal("mallory", Act("{\"by\":\" mallory \"}", Nobody).By);
        Assert.Equal("anonymous", Act("{}", Nobody).By);
    }

    [Theory]
    [InlineData("{}", "until")]
    [InlineData("{\"until\":\"2026-01-02T03:04:05Z\"}", "until")]
    [InlineData("{\"until\":\"2027-02-02T03:04:05Z\"}", "until")]
    [InlineData("{\"until\":\"2026-01-02T04:04:05Z\",\"untilRestock\":true}", "until")]
    [InlineData("{\"until\":\"soon\"}", "until")]
    [InlineData("{\"untilRestock\":\"yes\"}", "untilRestock")]
    [InlineData("{\"by\":7}", "by")]
    [InlineData("[]", "body")]
    [InlineData("null", "body")]
    [InlineData("{", "body")]
    public void A_bad_snooze_is_refused_by_the_name_of_what_is_wrong(string json, string parameter)
    {
        var refused = Assert.Throws<BadRequestValueException>(() => Act(json, Nobody, AlertActionKind.Snooze));
        Assert.Equal(parameter, refused.Parameter);
    }

    [Fact]
    public void A_snooze_ends_at_a_time_or_at_the_restock()
    {
        Assert.Equal(Samples.Now.AddHours(1), Act("{\"until\":\"2026-01-02T05:04:05+01:00\"}", Nobody, AlertActionKind.Snooze).Until);
        Assert.Null(Act("{\"untilRestock\":true}", Nobody, AlertActionKind.Snooze).Until);
    }

    [Theory]
    [InlineData("by", ActionReader.MaxBy)]
    [InlineData("note", ActionReader.MaxNote)]
    public void Text_is_bounded(string member, int max)
    {
        Act($"{{\"{member}\":\"{new string('x', max)}\"}}", Nobody);
        var refused = Assert.Throws<BadRequestValueException>(() => Act($"{{\"{member}\":\"{new string('x', max + 1)}\"}}", Nobody));
        Assert.Equal(member, refused.Parameter);
    }

    private static AlertAction Act(string json, ClaimsPrincipal user, AlertActionKind kind = AlertActionKind.Acknowledge) =>
        ActionReader.ToAction(kind, ActionReader.Parse(Encoding.UTF8.GetBytes(json)), user, Samples.Now);
}
