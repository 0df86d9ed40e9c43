using System.Diagnostics;
using RefillRadar.Tests.EndToEnd.Chaos.Faults;
using RefillRadar.Tests.EndToEnd.Chaos.Senders;
using RefillRadar.Tests.EndToEnd.Chaos.Servers;
using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;

namespace RefillRadar.Tests.EndToEnd.Chaos;

/// <summary>
/// Faults of every kind while changes come by every endpoint of the embedded mode. Short unless <c>REFILLRADAR_CHAOS_FAULTS</c> and
/// <c>REFILLRADAR_CHAOS_CHANGES</c> say otherwise; <c>REFILLRADAR_CHAOS_SEED</c> repeats a run.
/// </summary>
[Collection(Alone.Name)]
public sealed class EmbeddedChaosTests(ITestOutputHelper output)
{
    private const int Stocked = 100;
    private static readonly ChaosSize Size = ChaosSize.Read(faults: 8, changes: 20_000);
    private static readonly int ProductsEach = Size.IsLong ? 300 : 60;
    private static readonly int DiskMegabytes = Size.IsLong ? 3_000 : 400;
    private static readonly string[] Settings =
        ["--RefillRadar:Demo:Enabled=false", "--RefillRadar:Notifications:GroupWaitSeconds=0.5", "--RefillRadar:Notifications:GroupIntervalSeconds=1"];

    [Fact]
    public async Task Nothing_is_lost_doubled_or_unnotified_whatever_fails()
    {
        var started = Stopwatch.GetTimestamp();
        using var data = new RadarData();
        using var disk = SmallDisk.TryMount(data.Path, DiskMegabytes);
        if (disk is null)
            Print("embedded chaos: no full disk, because this user may not mount a file system");
        await using var server = new EmbeddedServer(data, Settings);
        using var endpoint = new Endpoint(server.Address, key: null);
        try
        {
            await RunAsync(data, server, endpoint, disk is not null, started);
        }
        catch
        {
            output.WriteLine(await server.Api.QuarantineAsync());
            output.WriteLine(server.Output);
            throw;
        }
    }

    private async Task RunAsync(RadarData data, EmbeddedServer server, Endpoint endpoint, bool hasDisk, long started)
    {
        var senders = 7;
        // Few enough products for each team that no e-mail lists only a part of them.
        data.WriteThresholds(History.Thresholds(senders * ProductsEach, teams: senders * ProductsEach / 60));
        await using var supervisor = new Supervisor([server]);
        await supervisor.ReadyAsync(TimeSpan.FromSeconds(90));
        var unasked = supervisor.Restarts;
        using var shop = data.OpenShop();
        var writers = Writers(shop, endpoint);
        shop.Stock(writers[0].History.Products, Stocked);

        var faults = Faults(data, server, hasDisk);
        var run = new ChaosRun(Size, supervisor, faults, writers, Print);
        await run.RunAsync();
        var settling = Stopwatch.GetTimestamp();
        var restarts = supervisor.Restarts;
        var mails = new ChaosMails(data.Outbox);
        var oracle = new ChaosOracle(writers);
        var alerts = await oracle.SettledAsync(server.Api, () => Task.FromResult(mails.Lines()), TimeSpan.FromSeconds(Size.Changes / 500));
        ChaosOracle.AssertNotified(alerts, run.Served);
        await supervisor.CountAsync();

        var records = (await server.Api.GetAsync("/api/stats")).GetProperty("recordsTotal").GetInt64();
        Print($"embedded chaos, seed {Size.Seed}: {run.Struck}; {Size.Changes} changes ({string.Join(", ", writers.Select(writer => $"{writer.Name} {writer.History.Count}"))}), "
            + $"{endpoint.Resent} bodies sent again, {restarts - unasked} restarts; {alerts.Count} episodes exact, {alerts.Count(alert => alert.Notifications > 0)} notified, "
            + $"{mails.Count} e-mails, {supervisor.Resent:0} repeats counted, recordsTotal {records}; "
            + $"settled in {Stopwatch.GetElapsedTime(settling).TotalSeconds:0} s of {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s; lost 0");
        // Changes without a position count once more when they are sent again.
        Assert.True(records >= Size.Changes + ProductsEach, $"{records} of {Size.Changes + ProductsEach} changes were counted");
        Assert.Equal(restarts, supervisor.Restarts);
        Assert.True(run.Asked + 1 == restarts - unasked, $"{restarts - unasked} restarts, of which {run.Asked + 1} were asked for; the last ended with:\n{supervisor.Ended}");
    }

    private static ChaosWriter[] Writers(Shop shop, Endpoint endpoint)
    {
        IChangeSender[] senders =
        [
            new ShopSender(shop),
            PostSender.Lines("DMS lines", endpoint, RecordForms.Dms),
            PostSender.Lines("Debezium lines", endpoint, RecordForms.Debezium),
            PostSender.Lines("Maxwell lines", endpoint, RecordForms.Maxwell),
            PostSender.Header(endpoint),
            PostSender.Events(endpoint),
            new BareSender(endpoint),
        ];
        return [.. senders.Select((sender, index) => new ChaosWriter(sender, new History(1 + index * ProductsEach, ProductsEach, Size.Seed + index, Stocked)))];
    }

    private static Dictionary<FaultKind, IFault> Faults(RadarData data, EmbeddedServer server, bool hasDisk)
    {
        var kill = new KillFault([server]);
        Dictionary<FaultKind, IFault> faults = new()
        {
            [FaultKind.Kill] = kill,
            [FaultKind.KillTwice] = kill,
            [FaultKind.Terminate] = new TerminateFault([server]),
            [FaultKind.Pause] = new PauseFault(server.SignalAsync),
            [FaultKind.LockedRadar] = new LockedDatabaseFault(data.File("radar.db")),
            [FaultKind.LockedShop] = new LockedDatabaseFault(data.ShopPath),
            [FaultKind.SlowRadar] = new LockedDatabaseFault(data.File("radar.db"), hasGaps: true),
            [FaultKind.BlockedOutbox] = new BlockedOutboxFault(data.Outbox),
        };
        if (hasDisk)
            faults[FaultKind.FullDisk] = new FullDiskFault(data.Path);
        return faults;
    }

    private void Print(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }
}
