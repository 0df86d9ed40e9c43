using MailKit.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using Orleans.Configuration;
using RefillRadar.Grains.Notifications;
using RefillRadar.Silo.Adapters.Embedded.Email;
using RefillRadar.Tests.Cluster.Ports;
using RefillRadar.Tests.Contracts.Embedded;

namespace RefillRadar.Tests.Cluster;

/// <summary>The whole way to a real SMTP conversation; only the clock is a fake.</summary>
public sealed class SlowMailServerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_server_that_answers_after_twelve_seconds_gets_one_copy()
    {
        await using var server = new TestSmtpServer();
        await using var cluster = await StartAsync(server);
        using var measured = new Measured(cluster);
        server.Replying = command => command == TestSmtpServer.End ? Task.Delay(12 * Second, cluster.Time) : Task.CompletedTask;
        await cluster.SendAsync(new Shop(cluster.Time).Set("7", 5));
        await cluster.Eventually(() => !server.Messages.IsEmpty, "the first copy");

        await cluster.PassAsync(TimeSpan.FromMinutes(2), Second);
        Assert.Single(MessageIds(server));
        Assert.Equal(1, cluster.AlertOf("7").Notifications);
        Assert.Equal((1, 0), (measured["refillradar.mails/sent"], measured["refillradar.mails.resent"]));
    }

    [Fact]
    public async Task A_server_that_never_confirms_gets_five_copies_under_one_id_and_then_the_mail_has_failed()
    {
        await using var server = new TestSmtpServer { Replies = { [TestSmtpServer.End] = null } };
        await using var cluster = await StartAsync(server);
        using var measured = new Measured(cluster);
        await cluster.SendAsync(new Shop(cluster.Time).Set("7", 5));

        await cluster.Eventually(
            () => cluster.Stores.Alerts.Of("7").Single().History.Any(step => step.Event == "notificationRefused"), "the failure in the history", Second);
        var failure = cluster.Stores.Alerts.Of("7").Single().History.Last().Reason;
        Assert.StartsWith("The mail server never confirmed the e-mail in 5 attempts. It may have arrived; no more copies are sent.", failure, StringComparison.Ordinal);
        await cluster.PassAsync(TimeSpan.FromMinutes(30), TimeSpan.FromSeconds(15));
        Assert.Equal(5, server.Messages.Count);
        Assert.Single(MessageIds(server).Distinct());
        Assert.Equal(0, cluster.AlertOf("7").Notifications);
        Assert.Equal(
            (5, 1, 4), (measured["refillradar.mails/unknown"], measured["refillradar.mails/failed"], measured["refillradar.mails.resent"]));
        var team = await cluster.Grains.GetGrain<INotificationGrain>("shop").Status();
        Assert.Equal((1, 0, 0, failure), (team.Failed, team.Sending, team.Tries, team.LastFailure));
        Assert.Equal(5, (await cluster.Grains.GetGrain<IMailerGrain>(0).Status()).Unknown);
    }

    [Fact]
    public async Task A_mail_that_a_server_holds_back_holds_up_no_other_team()
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ends = 0;
        await using var server = new TestSmtpServer();
        server.Replying = command => command == TestSmtpServer.End && Interlocked.Increment(ref ends) == 1 ? answer.Task : Task.CompletedTask;
        await using var cluster = await StartAsync(server, "7,Bike,20,shop", "8,Car,20,yard");
        var shop = new Shop(cluster.Time);
        await cluster.SendAsync(shop.Sets(["7", "8"], 5));
        bool Notified(string key) => cluster.AlertOf(key).Notifications == 1;

        await cluster.Eventually(() => Notified("7") || Notified("8"), "the other team's mail");
        Assert.Equal(2, server.Messages.Count);
        Assert.False(Notified("7") && Notified("8"));
        answer.SetResult();
        await cluster.Eventually(() => Notified("7") && Notified("8"), "the mail that was held back");
        Assert.Equal(2, MessageIds(server).Distinct().Count());
        Assert.Equal(2, server.Messages.Count);
    }

    [Fact]
    public async Task An_attempt_outlasts_the_limit_that_calls_between_grains_have_otherwise()
    {
        await using var server = new TestSmtpServer();
        server.Replying = command => command == TestSmtpServer.End ? Task.Delay(6 * Second) : Task.CompletedTask;
        await using var cluster = await RadarCluster.StartAsync(StoresOf("7,Bike,20,shop"), services =>
        {
            Use(services, server);
            services.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = 4 * Second);
        });
        await cluster.SendAsync(new Shop(cluster.Time).Set("7", 5));
        await cluster.Eventually(() => !server.Messages.IsEmpty, "the first copy");

        await cluster.Eventually(() => cluster.AlertOf("7").Notifications == 1, "the answer", TimeSpan.Zero);
        Assert.Single(server.Messages);
    }

    private static string[] MessageIds(TestSmtpServer server) => [.. server.Messages.Select(raw => MimeMessage.Load(new MemoryStream(raw)).MessageId!)];

    private static Task<RadarCluster> StartAsync(TestSmtpServer server, params string[] thresholds) =>
        RadarCluster.StartAsync(StoresOf(thresholds is [] ? ["7,Bike,20,shop"] : thresholds), services => Use(services, server));

    private static SharedStores StoresOf(params string[] thresholds)
    {
        var stores = new SharedStores();
        stores.Thresholds.Put(RadarCluster.Header + string.Join('\n', thresholds));
        return stores;
    }

    private static void Use(IServiceCollection services, TestSmtpServer server)
    {
        var options = new SmtpOptions
        {
            Host = "127.0.0.1",
            Port = server.Port,
            From = "radar@example.org",
            To = "all@example.org",
            Security = SecureSocketOptions.None,
        };
        services.Replace(ServiceDescriptor.Singleton<IMailer>(new SmtpMailer(options, NullLogger<SmtpMailer>.Instance)));
    }
}
