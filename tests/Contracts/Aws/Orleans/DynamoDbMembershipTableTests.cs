using Amazon.DynamoDBv2.Model;
using Orleans;
using Orleans.Runtime;
using RefillRadar.Silo.Adapters.Aws.Orleans;
using static RefillRadar.Tests.Contracts.Aws.Orleans.TestMembership;

namespace RefillRadar.Tests.Contracts.Aws.Orleans;

public sealed class DynamoDbMembershipTableTests(DynamoDbFixture dynamoDb) : IClassFixture<DynamoDbFixture>, IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private TestMembership _membership = null!;

    private DynamoDbMembershipTable Table => _membership.Table;

    public async Task InitializeAsync() => _membership = await CreateAsync(dynamoDb.Client);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_new_cluster_has_version_0_and_no_silos_and_keeps_its_version_when_initialized_again()
    {
        var data = await _membership.ReadAsync();
        Assert.Empty(data.Members);
        Assert.Equal(new TableVersion(0, "0"), data.Version);

        await _membership.AddAsync(Member(1));
        await Table.InitializeMembershipTableAsync(true, None);
        Assert.Equal(new TableVersion(1, "1"), (await _membership.ReadAsync()).Version);
    }

    [Fact]
    public async Task A_cluster_without_a_version_row_is_an_error_and_not_empty()
    {
        var membership = new TestMembership(dynamoDb.Client);
        await membership.Table.InitializeMembershipTableAsync(false, None);
        await Assert.ThrowsAsync<InvalidOperationException>(() => membership.Table.ReadAllAsync(None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => membership.Table.ReadRowAsync(Member(1).SiloAddress, None));
    }

    [Fact]
    public async Task An_inserted_silo_is_read_as_it_was_written_alone_and_among_others()
    {
        var silo = Member(1, SiloStatus.Joining);
        silo.AddSuspector(Member(2).SiloAddress, Started.AddTicks(3));
        silo.AddSuspector(Member(3).SiloAddress, Started.AddTicks(4));
        await _membership.AddAsync(silo, Member(2));

        foreach (var data in new[] { await Table.ReadRowAsync(silo.SiloAddress, None), await Table.ReadAllAsync(None) })
        {
            var (read, etag) = data.TryGet(silo.SiloAddress)!;
            Assert.Equal("0", etag);
            Assert.Equal(new TableVersion(2, "2"), data.Version);
            Assert.Equal((SiloStatus.Joining, "host", "silo-01", 30_001), (read.Status, read.HostName, read.SiloName, read.ProxyPort));
            Assert.Equal((silo.StartTime, silo.IAmAliveTime), (read.StartTime, read.IAmAliveTime));
            Assert.Equal(silo.SuspectTimes!, read.SuspectTimes);
        }

        Assert.Equal(2, (await Table.ReadAllAsync(None)).Members.Count);
    }

    [Fact]
    public async Task A_silo_that_is_not_there_is_read_as_none_with_the_version()
    {
        await _membership.AddAsync(Member(1));
        var data = await Table.ReadRowAsync(Member(9).SiloAddress, None);
        Assert.Empty(data.Members);
        Assert.Equal(new TableVersion(1, "1"), data.Version);
    }

    [Fact]
    public async Task An_insert_of_a_silo_that_exists_is_refused_and_changes_nothing()
    {
        await _membership.AddAsync(Member(1));
        var before = await _membership.ReadAsync();
        Assert.False(await Table.InsertRowAsync(Member(1, SiloStatus.Dead), before.Version.Next(), None));
        var after = await _membership.ReadAsync();
        Assert.Equal(before.Version, after.Version);
        Assert.Equal(SiloStatus.Active, Assert.Single(after.Members).Item1.Status);
    }

    [Fact]
    public async Task An_insert_with_a_stale_version_is_refused_and_leaves_no_row()
    {
        var stale = (await _membership.ReadAsync()).Version;
        await _membership.AddAsync(Member(1));
        Assert.False(await Table.InsertRowAsync(Member(2), stale.Next(), None));
        Assert.Equal(1, (await _membership.ReadAsync()).Version.Version);
        Assert.Null((await _membership.ReadAsync()).TryGet(Member(2).SiloAddress));
    }

    [Fact]
    public async Task An_update_replaces_the_row_and_counts_both_etags()
    {
        await _membership.AddAsync(Member(1));
        var version = (await _membership.ReadAsync()).Version;
        Assert.True(await Table.UpdateRowAsync(Member(1, SiloStatus.ShuttingDown), "0", version.Next(), None));
        var data = await _membership.ReadAsync();
        Assert.Equal(new TableVersion(2, "2"), data.Version);
        Assert.Equal((SiloStatus.ShuttingDown, "1"), (Assert.Single(data.Members).Item1.Status, data.Members[0].Item2));
    }

    [Fact]
    public async Task An_update_with_a_stale_etag_or_version_or_of_no_row_is_refused_and_changes_nothing()
    {
        await _membership.AddAsync(Member(1));
        var stale = (await _membership.ReadAsync()).Version;
        Assert.True(await Table.UpdateRowAsync(Member(1), "0", stale.Next(), None));
        var current = (await _membership.ReadAsync()).Version;

        Assert.False(await Table.UpdateRowAsync(Member(1, SiloStatus.Dead), "0", current.Next(), None));
        Assert.False(await Table.UpdateRowAsync(Member(1, SiloStatus.Dead), "none", current.Next(), None));
        Assert.False(await Table.UpdateRowAsync(Member(1, SiloStatus.Dead), "1", stale.Next(), None));
        Assert.False(await Table.UpdateRowAsync(Member(2, SiloStatus.Dead), "0", current.Next(), None));

        var data = await _membership.ReadAsync();
        Assert.Equal(current, data.Version);
        Assert.Equal(SiloStatus.Active, Assert.Single(data.Members).Item1.Status);
    }

    [Fact]
    public async Task Suspects_are_written_and_cleared_again()
    {
        await _membership.AddAsync(Member(1));
        var suspected = Member(1);
        suspected.AddSuspector(Member(2).SiloAddress, Started);
        Assert.True(await Table.UpdateRowAsync(suspected, "0", (await _membership.ReadAsync()).Version.Next(), None));
        Assert.Single((await _membership.ReadAsync()).Members[0].Item1.SuspectTimes!);

        Assert.True(await Table.UpdateRowAsync(Member(1), "1", (await _membership.ReadAsync()).Version.Next(), None));
        Assert.Empty((await _membership.ReadAsync()).Members[0].Item1.SuspectTimes!);
        Assert.DoesNotContain("SuspectingSilos", (await _membership.RowAsync(MembershipRow.Identity(Member(1).SiloAddress))).Keys);
    }

    [Fact]
    public async Task A_heartbeat_changes_the_time_and_nothing_else()
    {
        await _membership.AddAsync(Member(1));
        var identity = MembershipRow.Identity(Member(1).SiloAddress);
        var (row, version) = (await _membership.RowAsync(identity), await _membership.RowAsync("VersionRow"));
        var alive = Member(1, SiloStatus.Dead);
        alive.IAmAliveTime = Started.AddMinutes(1);
        await Table.UpdateIAmAliveAsync(alive, None);

        var after = await _membership.RowAsync(identity);
        Assert.Equal("2026-03-04T15:07:07.0000000", after["IAmAliveTime"].S);
        after["IAmAliveTime"] = row["IAmAliveTime"];
        Assert.Equal(Describe(row), Describe(after));
        Assert.Equal(Describe(version), Describe(await _membership.RowAsync("VersionRow")));
    }

    [Fact]
    public async Task A_heartbeat_of_a_silo_without_a_row_fails_and_makes_none()
    {
        await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => Table.UpdateIAmAliveAsync(Member(1), None));
        Assert.Empty((await _membership.ReadAsync()).Members);
    }

    [Fact]
    public async Task Members_with_a_token_heed_it()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        var token = source.Token;
        foreach (var call in new Func<Task>[]
        {
            () => Table.InitializeMembershipTableAsync(true, token), () => Table.ReadAllAsync(token),
            () => Table.ReadRowAsync(Member(1).SiloAddress, token), () => Table.InsertRowAsync(Member(1), new TableVersion(1, "0"), token),
            () => Table.UpdateRowAsync(Member(1), "0", new TableVersion(1, "0"), token), () => Table.UpdateIAmAliveAsync(Member(1), token),
            () => Table.CleanupDefunctSiloEntriesAsync(DateTimeOffset.MaxValue, token),
            () => Table.DeleteMembershipTableEntriesAsync(_membership.ClusterId, token), () => _membership.Gateways.GetGatewaysAsync(token),
        })
            await Assert.ThrowsAnyAsync<OperationCanceledException>(call);
        Assert.Equal(0, (await _membership.ReadAsync()).Version.Version);
    }

    private static IEnumerable<string> Describe(Dictionary<string, AttributeValue> row) =>
        row.Select(attribute => $"{attribute.Key}={attribute.Value.S}{attribute.Value.N}").Order(StringComparer.Ordinal);
}
