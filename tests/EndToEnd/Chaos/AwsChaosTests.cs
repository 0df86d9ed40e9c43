using System.Diagnostics;
using RefillRadar.Pipeline;
using RefillRadar.Tests.EndToEnd.Chaos.Faults;
using RefillRadar.Tests.EndToEnd.Chaos.Senders;
using RefillRadar.Tests.EndToEnd.Chaos.Servers;
using RefillRadar.Tests.EndToEnd.Pipeline;
using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;
using MySqlShop = RefillRadar.Pipeline.Database.Shop;

namespace RefillRadar.Tests.EndToEnd.Chaos;

/// <summary>
/// Faults of every kind while changes come by MariaDB, DMS, Kinesis and Lambda, and by posts to the load balancer, to two silos in AWS mode.
/// Sized as <see cref="EmbeddedChaosTests"/> is.
/// </summary>
[Collection(Alone.Name)]
public sealed class AwsChaosTests(ITestOutputHelper output)
{
    private const int Stocked = 50;
    private const int Senders = 6;
    private static readonly ChaosSize Size = ChaosSize.Read(faults: 5, changes: 6_000);
    private static readonly int ProductsEach = Size.IsLong ? 300 : 50;

    [Fact]
    public async Task Nothing_is_lost_doubled_or_unnotified_whatever_fails()
    {
        var started = Stopwatch.GetTimestamp();
        await using var pipeline = await LocalPipeline.StartAsync(new PipelineOptions
        {
            Products = ProductsEach,
            Quantity = Stocked,
            // Few enough products for each team that no e-mail lists only a part of them.
            Thresholds = string.Join('\n', History.Thresholds(Senders * ProductsEach, teams: Senders * ProductsEach / 50)),
            Settings = new Dictionary<string, string>
            {
                ["RefillRadar__Notifications__GroupWaitSeconds"] = "1",
                ["RefillRadar__Notifications__GroupIntervalSeconds"] = "2",
                ["RefillRadar__Notifications__MaxPerSecond"] = "100",
            },
        });
        SiloServer[] silos = [.. pipeline.Silos.Select((silo, index) => new SiloServer($"silo {index + 1}", silo))];
        try
        {
            await RunAsync(pipeline, silos, started);
        }
        catch
        {
            using var api = new RadarApi(pipeline.Dashboard.Address);
            output.WriteLine(await api.QuarantineAsync());
            foreach (var silo in silos)
                output.WriteLine(silo.Output);
            throw;
        }
        finally
        {
            foreach (var silo in silos)
                silo.Dispose();
        }
    }

    private async Task RunAsync(LocalPipeline pipeline, SiloServer[] silos, long started)
    {
        using var endpoint = new Endpoint(pipeline.Ingest, LocalPipeline.IngestKey);
        await using var shop = await pipeline.OpenShopAsync();
        await using var supervisor = new Supervisor(silos);
        using var api = new RadarApi(pipeline.Dashboard.Address);
        await api.LevelAsync(ProductsEach, Stocked);
        var writers = Writers(shop, endpoint);
        var run = new ChaosRun(Size, supervisor, Faults(pipeline, silos), writers, Print);
        await run.RunAsync();
        // No fault strikes these two.
        Assert.Null(pipeline.Dms.Ended);
        Assert.Null(pipeline.Mapping.Ended);

        var settling = Stopwatch.GetTimestamp();
        List<string> mails = [];
        var oracle = new ChaosOracle(writers);
        var alerts = await oracle.SettledAsync(api, () => ReadAsync(pipeline, mails), TimeSpan.FromSeconds(Size.Changes / 200));
        ChaosOracle.AssertNotified(alerts, run.Served);
        var rows = await AlertTable.ReadAsync(pipeline.DynamoDb);
        await supervisor.CountAsync();
        var repeats = mails.Count - mails.Distinct(StringComparer.Ordinal).Count();
        Print($"AWS chaos, seed {Size.Seed}: {run.Struck}; {Size.Changes} changes ({string.Join(", ", writers.Select(writer => $"{writer.Name} {writer.History.Count}"))}), "
            + $"{endpoint.Resent} bodies sent again, {supervisor.Restarts} restarts; {alerts.Count} episodes exact, {alerts.Count(alert => alert.Notifications > 0)} notified, "
            + $"{mails.Count} e-mails, {repeats} repeated, {supervisor.Resent:0} repeats counted; "
            + $"settled in {Stopwatch.GetElapsedTime(settling).TotalSeconds:0} s of {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s; lost 0");
        Assert.Equal(alerts.Select(alert => (alert.Id, alert.Status != "resolved")).Order(), rows.Select(row => (row.AlertId, row.IsOpen)).Order());
        Assert.Empty(pipeline.Mapping.OnFailure);
        // The counter of a process that was killed is lost with it when it rose after it was read.
        Assert.InRange(repeats, 0, supervisor.Resent + run.Asked + silos.Length);
    }

    private static async Task<IEnumerable<NoticeLine>> ReadAsync(LocalPipeline pipeline, List<string> mails)
    {
        mails.AddRange(await pipeline.Topic.ReceiveAsync());
        Assert.DoesNotContain(mails, mail => mail.Contains("\nAnd ", StringComparison.Ordinal));
        return MailNotices.OfAll(mails);
    }

    private static ChaosWriter[] Writers(MySqlShop shop, Endpoint endpoint)
    {
        IChangeSender[] senders =
        [
            new DatabaseSender(shop),
            PostSender.Lines("DMS lines", endpoint, RecordForms.Dms),
            PostSender.Lines("Debezium lines", endpoint, RecordForms.Debezium),
            PostSender.Lines("Maxwell lines", endpoint, RecordForms.Maxwell),
            PostSender.Header(endpoint),
            PostSender.Events(endpoint),
        ];
        Assert.Equal(Senders, senders.Length);
        return [.. senders.Select((sender, index) => new ChaosWriter(sender, new History(1 + index * ProductsEach, ProductsEach, Size.Seed + index, Stocked)))];
    }

    private static Dictionary<FaultKind, IFault> Faults(LocalPipeline pipeline, SiloServer[] silos)
    {
        var dynamoDb = new DynamoDbFault(pipeline.DynamoDbEmulator);
        return new()
        {
            [FaultKind.Kill] = new KillFault(silos),
            [FaultKind.Terminate] = new TerminateFault(silos),
            [FaultKind.Pause] = new PauseFault([.. silos.Select<SiloServer, Func<string, Task>>(silo => silo.SignalAsync)]),
            [FaultKind.SlowDynamoDb] = dynamoDb,
            [FaultKind.FailingDynamoDb] = dynamoDb,
            [FaultKind.SilentDynamoDb] = new PauseFault(pipeline.DynamoDbEmulator.SignalAsync),
            [FaultKind.SilentSns] = new PauseFault(pipeline.MessagingEmulator.SignalAsync),
            [FaultKind.SilentKinesis] = new PauseFault(pipeline.KinesisEmulator.SignalAsync),
        };
    }

    private void Print(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }
}
