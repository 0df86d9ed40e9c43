using System.Text.Json.Nodes;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Notifications;
using RefillRadar.Tests.Cluster.Ports;

namespace RefillRadar.Tests.Cluster;

/// <summary>Processes that stop while a mail is being sent.</summary>
public sealed class InterruptedMailTests
{
    private const string Team = "notification/shop";
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task A_process_that_dies_in_every_attempt_makes_five_and_then_the_mail_has_failed()
    {
        var stores = Stores();
        stores.Post.Close();
        for (var life = 1; life <= DeliveryDecision.MaxUnknown; life++)
        {
            var dying = await RadarCluster.StartAsync(stores);
            if (life == 1)
                await dying.SendAsync(new Shop(dying.Time).Set("7", 5));
            await dying.Eventually(() => stores.Post.Tried.Count == life, $"attempt {life}", Second);
            Assert.Equal(life - 1, (int)Sending(stores)!["Unknown"]!);
            await dying.KillAllAsync();
        }

        stores.Post.Open();
        await using var cluster = await RadarCluster.StartAsync(stores);
        await cluster.Eventually(() => History(cluster).Any(step => step.Event == "notificationRefused"), "the failure in the history", Second);
        Assert.Contains("It may have arrived", History(cluster)[^1].Reason, StringComparison.Ordinal);
        await cluster.PassAsync(TimeSpan.FromMinutes(10), Step);
        Assert.Equal(5, stores.Post.Tried.Count);
        Assert.Single(stores.Post.Tried.Select(mail => mail.BatchId).Distinct());
    }

    [Fact]
    public async Task A_stop_between_two_attempts_is_no_unknown_outcome_and_the_wait_goes_on()
    {
        var stores = Stores();
        for (var attempt = 1; attempt <= 7; attempt++)
            stores.Post.Outcomes.Enqueue(MailOutcome.Retry("Busy."));
        var first = await RadarCluster.StartAsync(stores);
        await first.SendAsync(new Shop(first.Time).Set("7", 5));
        await first.Eventually(() => (int?)Sending(stores)?["Attempts"] == 7, "seven attempts that were not accepted", Second);
        var retryAt = (DateTimeOffset)Sending(stores)!["RetryAt"]!;
        await first.KillAllAsync();

        await using var cluster = await RadarCluster.StartAsync(stores);
        using var measured = new Measured(cluster);
        await cluster.Eventually(() => cluster.AlertOf("7").Notifications == 1, "the mail", Second);
        Assert.Equal(8, stores.Post.Tried.Count);
        Assert.True(Assert.Single(stores.Post.Sent).At >= retryAt);
        Assert.Equal((1, 0), (measured["refillradar.mails/sent"], measured["refillradar.mails.resent"]));
    }

    [Fact]
    public async Task A_stop_waits_ten_seconds_for_a_mail_server_and_not_as_long_as_an_attempt_may_take()
    {
        var stores = Stores();
        var first = await RadarCluster.StartAsync(stores);
        stores.Post.Close();
        await first.SendAsync(new Shop(first.Time).Set("7", 5));
        await first.Eventually(() => stores.Post.Tried.Count == 1, "the attempt");
        var began = stores.Time.GetUtcNow();
        var stopping = first.StopAsync();
        // The silos stop one after the other, in real time; the clock goes ten times as fast.
        using (var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20)))
        {
            while (!stopping.IsCompleted && await pace.WaitForNextTickAsync())
                stores.Time.Advance(TimeSpan.FromMilliseconds(200));
        }

        await stopping;
        Assert.InRange(stores.Time.GetUtcNow() - began, TimeSpan.FromSeconds(9), TimeSpan.FromMinutes(4));
        Assert.Equal((1, 1, null), ((int)Sending(stores)!["Attempts"]!, (int)Sending(stores)!["Unknown"]!, Sending(stores)!["AttemptAt"]));
        stores.Post.Open();

        await using var cluster = await RadarCluster.StartAsync(stores);
        await cluster.Eventually(() => cluster.AlertOf("7").Notifications == 1, "the mail", Second);
        Assert.Equal(2, stores.Post.Tried.Count);
    }

    [Fact]
    public async Task A_team_mailed_in_the_future_is_mailed_and_its_intervals_run_on()
    {
        var stores = Stores("8,Car,20,shop", "9,Van,20,shop");
        var first = await RadarCluster.StartAsync(stores);
        await first.SendAsync(new Shop(first.Time).Set("7", 5));
        await first.Eventually(() => first.AlertOf("7").Notifications == 1, "the mail");
        await first.KillAllAsync();
        // The clock is set back by six hours.
        stores.Grains.Change(Team, state => state["LastSentAt"] = stores.Time.GetUtcNow().AddHours(6));

        await using var cluster = await RadarCluster.StartAsync(stores);
        var shop = new Shop(cluster.Time);
        foreach (var key in new[] { "8", "9" })
        {
            var began = cluster.Time.GetUtcNow();
            await cluster.SendAsync(shop.Set(key, 5));
            await cluster.Eventually(() => cluster.AlertOf(key).Notifications == 1, $"the mail about {key}", Second);
            Assert.InRange(cluster.Time.GetUtcNow() - began, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(6));
        }
    }

    [Fact]
    public async Task An_offer_that_comes_late_after_the_mark_makes_no_second_mail()
    {
        await using var cluster = await RadarCluster.StartAsync(Stores());
        await cluster.SendAsync(new Shop(cluster.Time).Set("7", 5));
        await cluster.Eventually(() => cluster.AlertOf("7").Notifications == 1, "the mail");
        var alert = cluster.AlertOf("7");
        await cluster.Grains.GetGrain<INotificationGrain>("shop").Offer("7",
        [
            new Notice { Id = alert.Id + "-1", AlertId = alert.Id, Key = "7", At = alert.OpenedAt, Team = "shop", ProductName = "Bike" },
        ]);

        await cluster.PassAsync(TimeSpan.FromMinutes(10), Step);
        Assert.Single(cluster.Stores.Post.Tried);
        Assert.Equal(0, (await cluster.Grains.GetGrain<INotificationGrain>("shop").Status()).Queued);
    }

    private static SharedStores Stores(params string[] thresholds)
    {
        var stores = new SharedStores();
        stores.Thresholds.Put(RadarCluster.Header + string.Join('\n', ["7,Bike,20,shop,,0", .. thresholds]));
        return stores;
    }

    private static JsonNode? Sending(SharedStores stores) => stores.Grains.Read(Team)?["Sending"];

    private static IReadOnlyList<AlertEvent> History(RadarCluster cluster) => [.. cluster.Stores.Alerts.Of("7").Single().History];
}
