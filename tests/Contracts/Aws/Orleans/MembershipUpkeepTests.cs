using Orleans;
using Orleans.Runtime;
using static RefillRadar.Tests.Contracts.Aws.Orleans.TestMembership;

namespace RefillRadar.Tests.Contracts.Aws.Orleans;

/// <summary>Gateways, clean-up and deletion, and that they go on after the first page.</summary>
public sealed class MembershipUpkeepTests(DynamoDbFixture dynamoDb) : IClassFixture<DynamoDbFixture>, IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private TestMembership _membership = null!;

    public async Task InitializeAsync() => _membership = await CreateAsync(dynamoDb.Client);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Gateways_are_the_active_silos_that_take_clients()
    {
        var closed = Member(1);
        closed.ProxyPort = 0;
        await _membership.AddAsync([closed, Member(2), Member(3, SiloStatus.Joining), Member(4, SiloStatus.Dead), Member(5, SiloStatus.ShuttingDown), Member(6)]);
        var other = await CreateAsync(dynamoDb.Client);
        await other.AddAsync(Member(7));

        await _membership.Gateways.InitializeGatewayListProviderAsync(None);
        Assert.Equal(
            ["gwy.tcp://10.0.0.7:30002/1002", "gwy.tcp://10.0.0.7:30006/1006"],
            (await _membership.Gateways.GetGateways()).Select(gateway => gateway.ToString()).Order());
        Assert.Equal(TimeSpan.FromSeconds(7), _membership.Gateways.MaxStaleness);
        Assert.True(_membership.Gateways.IsUpdatable);
    }

    [Fact]
    public async Task Clean_up_removes_the_dead_that_were_last_seen_before_the_time_and_no_others()
    {
        var before = new DateTimeOffset(Started.AddHours(1));
        var seenLater = Member(2, SiloStatus.Dead);
        seenLater.IAmAliveTime = before.UtcDateTime;
        var startedLater = Member(3, SiloStatus.Dead);
        startedLater.StartTime = before.UtcDateTime;
        await _membership.AddAsync(
            Member(1, SiloStatus.Dead), seenLater, startedLater, Member(4), Member(5, SiloStatus.Joining), Member(6, SiloStatus.Created),
            Member(7, SiloStatus.ShuttingDown), Member(8, SiloStatus.Stopping));
        var version = (await _membership.ReadAsync()).Version;

        await _membership.Table.CleanupDefunctSiloEntriesAsync(before.ToOffset(TimeSpan.FromHours(5)), None);
        var data = await _membership.ReadAsync();
        Assert.Equal(Enumerable.Range(2, 7).Select(Name), data.Members.Select(silo => silo.Item1.SiloName).Order());
        Assert.Equal(version, data.Version);
    }

    [Fact]
    public async Task Deletion_removes_the_rows_of_that_cluster_with_its_version_and_no_others()
    {
        await _membership.AddAsync(Member(1));
        var other = await CreateAsync(dynamoDb.Client);
        await other.AddAsync([.. Enumerable.Range(0, 30).Select(number => Member(number))]);

        await _membership.Table.DeleteMembershipTableEntriesAsync(other.ClusterId, None);
        Assert.Null(await other.RowAsync("VersionRow"));
        Assert.Empty(await other.Gateways.GetGatewaysAsync(None));
        Assert.Single((await _membership.ReadAsync()).Members);
    }

    [Fact]
    public async Task Everything_goes_on_after_the_first_page()
    {
        // A page ends at 1 MiB, so these are several.
        await _membership.AddAsync([.. Enumerable.Range(0, 12).Select(number => Large(number, number % 2 == 0 ? SiloStatus.Active : SiloStatus.Dead))]);

        Assert.Equal(12, (await _membership.ReadAsync()).Members.Count);
        Assert.Equal(6, (await _membership.Gateways.GetGatewaysAsync(None)).Count);
        await _membership.Table.CleanupDefunctSiloEntriesAsync(DateTimeOffset.MaxValue, None);
        Assert.Equal(6, (await _membership.ReadAsync()).Members.Count);
        await _membership.Table.DeleteMembershipTableEntriesAsync(_membership.ClusterId, None);
        Assert.Null(await _membership.RowAsync("10.0.0.7-11010-1010"));
    }

    private static MembershipEntry Large(int number, SiloStatus status)
    {
        var silo = Member(number, status);
        silo.HostName = new string('h', 200_000);
        return silo;
    }

    private static string Name(int number) => Member(number).SiloName;
}
