using System.Collections.Immutable;
using RefillRadar.Grains.Health;

namespace RefillRadar.Tests.Unit.Health;

public sealed class HealthNewsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(30);
    private static readonly ImmutableDictionary<string, NotifiedHealth> Nothing = ImmutableDictionary<string, NotifiedHealth>.Empty;

    [Theory]
    [InlineData(HealthStatus.Failing, 30, true)]
    [InlineData(HealthStatus.Failing, 29, false)]
    [InlineData(HealthStatus.Attention, 3000, false)]
    [InlineData(HealthStatus.Ok, 3000, false)]
    public void A_failure_that_lasts_is_news(HealthStatus status, int seconds, bool isNews)
    {
        var news = HealthNews.Of(Health(Item("source", status, seconds)), Nothing, Noon, Wait);
        Assert.Equal(isNews, !news.IsEmpty);
        Assert.Equal(isNews ? 1 : 0, news.Failing.Length);
    }

    [Fact]
    public void What_operators_know_is_no_news_and_neither_is_a_recovery_they_never_heard_of()
    {
        var health = Health(Item("source", HealthStatus.Failing, 900), Item("disk", HealthStatus.Ok, 900));
        Assert.True(HealthNews.Of(health, Nothing.Add("source", new NotifiedHealth(Noon, HealthStatus.Failing)), Noon, Wait).IsEmpty);
    }

    [Theory]
    [InlineData(HealthStatus.Ok, 60, true)]
    [InlineData(HealthStatus.Ok, 59, false)]
    [InlineData(HealthStatus.Attention, 60, true)]
    public void A_recovery_counts_once_the_part_has_not_failed_for_a_while(HealthStatus status, int seconds, bool isNews) =>
        Assert.Equal(isNews, HealthNews.Of(Health(Item("source", status, seconds)), Nothing.Add("source", new NotifiedHealth(Noon, HealthStatus.Failing)), Noon, Wait).Recovered.Length == 1);

    [Fact]
    public void Attention_is_news_where_operators_have_to_act() =>
        Assert.Single(HealthNews.Of(Health(Item("source", HealthStatus.Attention, 60) with { IsReportable = true }), Nothing, Noon, Wait).Failing);

    [Fact]
    public void One_episode_is_two_emails_however_often_the_part_flaps()
    {
        var state = new HealthAlertState();
        var sent = new List<string>();
        var health = Health(Item("source", HealthStatus.Ok, 900));
        for (var second = 0; second < 600; second++)
        {
            var now = Noon.AddSeconds(second);
            // Failing from 10 s to 400 s, with a moment of recovery in each minute.
            var status = second is >= 10 and < 400 && second % 60 < 50 ? HealthStatus.Failing : HealthStatus.Ok;
            health = health.Next(now, [Item("source", status, 0)], Wait);
            var news = HealthNews.Of(health, state.Notified, now, Wait);
            if (news.IsEmpty)
                continue;
            state = state.Sent(news, now);
            sent.Add(HealthMail.Compose("operators", news, state.Notified, now, "http://localhost").Subject);
        }

        Assert.Equal(["RefillRadar: source failing", "RefillRadar: source recovered"], sent);
    }

    [Fact]
    public void An_email_says_what_fails_what_to_do_and_what_recovered()
    {
        var news = new HealthNews([Item("source", HealthStatus.Failing, 60) with { Reason = "No data\nfor 16 min.", Remedy = "Check the database." }], [Item("disk", HealthStatus.Ok, 90)]);
        var mail = HealthMail.Compose("ops", news, Nothing.Add("disk", new NotifiedHealth(Noon.AddHours(-1), HealthStatus.Failing)), Noon, "https://radar.example.org/");

        Assert.Equal("RefillRadar: source failing; disk recovered", mail.Subject);
        Assert.Equal(
            """
            FAILING: source
              No data for 16 min.
              Check the database.
              Since 2026-03-02 11:59:00 UTC

            RECOVERED: disk
              Reason of disk.
              Since 2026-03-02 11:58:30 UTC

            Until data arrives again, notifications about resolved alerts are held back.

            Sent: 2026-03-02 12:00:00 UTC
            System: https://radar.example.org/system

            """,
            mail.Body, ignoreLineEndingDifferences: true);
        Assert.Equal(("ops", "firing"), (mail.Attributes["team"], mail.Attributes["status"]));
        Assert.Equal(mail.BatchId, HealthMail.Compose("ops", news, Nothing.Add("disk", new NotifiedHealth(Noon.AddHours(-1), HealthStatus.Failing)), Noon.AddMinutes(5), "https://radar.example.org/").BatchId);
        Assert.NotEqual(mail.BatchId, HealthMail.Compose("ops", news with { Recovered = [] }, Nothing, Noon, "https://radar.example.org/").BatchId);
    }

    [Fact]
    public void The_subject_stays_short()
    {
        var everything = new[] { "thresholds", "source", "ingest", "decisions", "stores", "disk", "notifications", "quarantine", "cluster" };
        var news = new HealthNews([.. everything.Select(name => Item(name, HealthStatus.Failing, 60))], []);
        Assert.InRange(HealthMail.Compose("ops", news, Nothing, Noon, "http://localhost").Subject.Length, 20, 99);
    }

    [Fact]
    public void What_gets_worse_is_news_again_and_a_failure_that_only_needs_attention_is_over()
    {
        var known = Nothing.Add("source", new NotifiedHealth(Noon, HealthStatus.Attention));
        Assert.Single(HealthNews.Of(Health(Item("source", HealthStatus.Failing, 60)), known, Noon, Wait).Failing);
        var news = HealthNews.Of(Health(Item("disk", HealthStatus.Attention, 60)), Nothing.Add("disk", new NotifiedHealth(Noon, HealthStatus.Failing)), Noon, Wait);
        Assert.Equal("RefillRadar: disk no longer failing", HealthMail.Compose("ops", news, Nothing, Noon, "http://localhost").Subject);
    }

    [Fact]
    public void What_was_not_failing_a_moment_ago_is_looked_at_once_more()
    {
        var news = HealthNews.Of(Health(Item("cluster", HealthStatus.Failing, 900)), Nothing, Noon, Wait);
        Assert.True(news.SeenBefore([]).IsEmpty);
        Assert.False(news.SeenBefore(["cluster"]).IsEmpty);
    }

    private static InstallationHealth Health(params HealthItem[] items) => new(Noon, [.. items]);

    private static HealthItem Item(string name, HealthStatus status, int seconds) => new(name, status, $"Reason of {name}.", Since: Noon.AddSeconds(-seconds));
}
