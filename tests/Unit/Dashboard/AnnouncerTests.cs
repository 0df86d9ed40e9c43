using RefillRadar.Dashboard.Components.Alerts;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class AnnouncerTests
{
    private readonly Announcer _announcer = new();

    [Fact]
    public void The_first_is_said_at_once_and_those_of_the_next_seconds_together()
    {
        _announcer.Hear(1, Samples.Now);
        Assert.Equal("1 new alert", _announcer.Text);
        _announcer.Hear(2, Samples.Now.AddSeconds(3));
        _announcer.Hear(3, Samples.Now.AddSeconds(6));
        Assert.Equal("1 new alert", _announcer.Text);

        _announcer.Hear(0, Samples.Now + Announcer.Every);
        Assert.Equal("5 new alerts", _announcer.Text.Trim('\u00a0'));
    }

    [Fact]
    public void The_same_words_again_are_another_text_so_that_they_are_read_out()
    {
        _announcer.Hear(1, Samples.Now);
        var first = _announcer.Text;
        _announcer.Hear(1, Samples.Now + Announcer.Every);
        Assert.NotEqual(first, _announcer.Text);
        Assert.Equal(first.Trim('\u00a0'), _announcer.Text.Trim('\u00a0'));
    }

    [Fact]
    public void Nothing_new_is_not_said()
    {
        _announcer.Hear(0, Samples.Now);
        Assert.Equal("", _announcer.Text);
    }
}
