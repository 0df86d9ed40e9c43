using Microsoft.Extensions.Time.Testing;
using RefillRadar.Dashboard.Components.Quarantine;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class QuarantineReasonsTests
{
    private readonly FakeQuarantine _quarantine = new();
    private readonly FakeTimeProvider _time = new(Samples.Now);

    [Fact]
    public void Reasons_that_differ_only_in_what_the_record_holds_are_one()
    {
        Assert.Equal(
            [new ReasonCount("op is not known", 2), new ReasonCount("The record is not a JSON object", 1)],
            ReasonCount.Of(["op is not known: \"x\".", "The record is not a JSON object.", "op is not known: \"y: z\"."]));
    }

    [Fact]
    public async Task The_newest_thousand_are_counted_and_it_is_said_that_there_are_more()
    {
        for (var i = 0; i < QuarantineReasons.MostRead; i++)
            _quarantine.Add($"r{i:d6}", i % 4 == 0 ? "b" : "a");
        var reasons = new QuarantineReasons(_quarantine, _time);
        var all = await reasons.GetAsync(default);
        Assert.Equal([new ReasonCount("a", 750), new ReasonCount("b", 250)], all.Counts);
        Assert.True(all.All);

        _quarantine.Add("r999999");
        reasons.Forget();
        var newest = await reasons.GetAsync(default);
        Assert.Equal((QuarantineReasons.MostRead, false), (newest.Counted, newest.All));
    }

    [Fact]
    public async Task They_are_read_once_for_all_who_ask_within_ten_seconds()
    {
        var reasons = new QuarantineReasons(_quarantine.Add("a"), _time);
        await reasons.GetAsync(default);
        await reasons.GetAsync(default);
        Assert.Equal(1, _quarantine.Lists);
        _time.Advance(TimeSpan.FromSeconds(11));
        await reasons.GetAsync(default);
        Assert.Equal(2, _quarantine.Lists);
    }
}
