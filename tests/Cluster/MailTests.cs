using RefillRadar.Grains.Notifications;

namespace RefillRadar.Tests.Cluster;

public sealed class MailTests
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task A_mail_that_is_put_off_is_tried_again_under_the_same_id_until_it_is_sent()
    {
        await using var cluster = await RadarCluster.StartAsync("7,Bike,20,shop");
        cluster.Stores.Post.Outcomes.Enqueue(MailOutcome.Retry("Busy."));
        cluster.Stores.Post.Outcomes.Enqueue(MailOutcome.Retry("Busy."));
        await cluster.SendAsync(new Shop(cluster.Time).Set("7", 5));

        await cluster.Eventually(() => cluster.AlertOf("7").Notifications == 1, "the mail");
        Assert.Equal(3, cluster.Stores.Post.Tried.Count);
        Assert.Single(cluster.Stores.Post.Tried.Select(mail => mail.BatchId).Distinct());
        await cluster.PassAsync(TimeSpan.FromMinutes(10), Step);
        Assert.Single(cluster.Stores.Post.Sent);
    }

    [Fact]
    public async Task A_mail_that_is_refused_for_good_is_not_tried_again_and_the_alert_says_so()
    {
        await using var cluster = await RadarCluster.StartAsync("7,Bike,20,shop,,0");
        cluster.Stores.Post.Outcomes.Enqueue(MailOutcome.Rejected("No such topic."));
        await cluster.SendAsync(new Shop(cluster.Time).Set("7", 5));

        await cluster.Eventually(
            () => cluster.Stores.Alerts.Of("7").Single().History.Any(step => step is { Event: "notificationRefused", Reason: "No such topic." }), "the refusal in the history");
        await cluster.PassAsync(TimeSpan.FromMinutes(10), Step);
        Assert.Single(cluster.Stores.Post.Tried);
        Assert.Equal(0, cluster.AlertOf("7").Notifications);
        Assert.Null(cluster.Stores.Alerts.Of("7").Single().Due);
    }

    [Fact]
    public async Task A_mail_that_was_sent_but_not_noted_is_sent_again_under_the_same_id_and_counts_once()
    {
        await using var cluster = await RadarCluster.StartAsync("7,Bike,20,shop");
        var failures = 1;
        cluster.Stores.Grains.Writing = grain =>
        {
            if (grain == "notification/shop" && cluster.Stores.Post.Sent.Count == 1 && Interlocked.Decrement(ref failures) >= 0)
                throw new IOException("No.");
        };
        await cluster.SendAsync(new Shop(cluster.Time).Set("7", 5));

        await cluster.Eventually(() => cluster.AlertOf("7").Notifications == 1, "the notice is marked sent", Step);
        await cluster.PassAsync(TimeSpan.FromMinutes(10), Step);
        Assert.Equal(2, cluster.Stores.Post.Sent.Count);
        Assert.Single(cluster.Stores.Post.Mails.Select(mail => mail.BatchId).Distinct());
        Assert.Equal(1, cluster.AlertOf("7").Notifications);
    }

    [Fact]
    public async Task A_product_that_cannot_take_the_mark_is_told_again_and_no_second_mail_leaves()
    {
        await using var cluster = await RadarCluster.StartAsync("7,Bike,20,shop", "8,Car,20,shop");
        var shop = new Shop(cluster.Time);
        await cluster.SendAsync(shop.Sets(["7", "8"], 5));
        var failures = 2;
        cluster.Stores.Grains.Writing = grain =>
        {
            if (grain == "product/7" && Interlocked.Decrement(ref failures) >= 0)
                throw new IOException("No.");
        };

        await cluster.Eventually(
            () => cluster.AlertOf("7").Notifications == 1 && cluster.AlertOf("8").Notifications == 1, "both are marked sent");
        await cluster.PassAsync(TimeSpan.FromMinutes(10), Step);
        Assert.Single(cluster.Stores.Post.Sent);
        Assert.Equal((1, 1), (cluster.AlertOf("7").Notifications, cluster.AlertOf("8").Notifications));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(0)]
    public async Task Five_thousand_products_that_fall_at_once_are_at_most_two_mails_a_team(int quantity)
    {
        await using var cluster = await RadarCluster.StartAsync(
            [.. Enumerable.Range(1, 5000).Select(id => $"{id},Product {id},20,{(id <= 4000 ? "big" : "small")}")]);
        var shop = new Shop(cluster.Time);
        var keys = Enumerable.Range(1, 5000).Select(id => $"{id}").ToArray();
        foreach (var some in keys.Chunk(1000))
            Assert.Empty(await cluster.SendAsync(shop.Sets(some, quantity)));

        // Slowly at first: to the teams, too, all of it comes within a second.
        await cluster.PassAsync(TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(50));
        await cluster.Eventually(
            () => cluster.Stores.Alerts.Rows.Values.Count(row => row.Alert.Notifications == 1) == 5000, "all are mailed", TimeSpan.FromSeconds(5));
        await cluster.PassAsync(TimeSpan.FromMinutes(20), TimeSpan.FromSeconds(20));
        var mails = cluster.Stores.Post.Mails.ToLookup(mail => mail.Attributes["team"], mail => mail.Subject);
        Assert.Equal(["big", "small"], mails.Select(team => team.Key).Order());
        Assert.All(mails, team => Assert.True(team.Count() <= 2, $"{team.Key}: {string.Join("; ", team)}"));
        Assert.All(cluster.Stores.Alerts.Rows.Values, row => Assert.Equal(1, row.Alert.Notifications));
    }
}
