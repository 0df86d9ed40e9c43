using Amazon.DynamoDBv2.Model;
using Orleans;
using Orleans.Runtime;
using RefillRadar.Silo.Adapters.Aws.Orleans;
using static RefillRadar.Tests.Contracts.Aws.Orleans.TestMembership;

namespace RefillRadar.Tests.Contracts.Aws.Orleans;

public sealed class MembershipContentionTests(DynamoDbFixture dynamoDb) : IClassFixture<DynamoDbFixture>, IAsyncLifetime
{
    private const int Contenders = 20;
    private static readonly CancellationToken None = CancellationToken.None;
    private TestMembership _membership = null!;

    public async Task InitializeAsync() => _membership = await CreateAsync(dynamoDb.Client);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Of_20_inserts_with_one_version_one_is_made()
    {
        var version = (await _membership.ReadAsync()).Version;
        var made = await Task.WhenAll(Enumerable.Range(0, Contenders).Select(
            number => _membership.Table.InsertRowAsync(Member(number), version.Next(), None)));
        Assert.Single(made, one => one);
        var data = await _membership.ReadAsync();
        Assert.Equal(new TableVersion(1, "1"), data.Version);
        Assert.Equal(Member(Array.IndexOf(made, true)).SiloAddress, Assert.Single(data.Members).Item1.SiloAddress);
    }

    [Fact]
    public async Task Twenty_silos_that_join_at_once_all_join_and_each_takes_its_own_version()
    {
        var versions = await Task.WhenAll(Enumerable.Range(0, Contenders).Select(number => UntilMadeAsync(
            (table, data) => table.InsertRowAsync(Member(number), data.Version.Next(), None))));
        Assert.Equal(Enumerable.Range(1, Contenders), versions.Order());
        var after = await _membership.ReadAsync();
        Assert.Equal(new TableVersion(Contenders, "20"), after.Version);
        Assert.Equal(Contenders, after.Members.Count);
    }

    [Fact]
    public async Task Twenty_updates_of_one_row_at_once_are_all_made_one_after_the_other()
    {
        await _membership.AddAsync(Member(0));
        var versions = await Task.WhenAll(Enumerable.Range(1, Contenders).Select(number => UntilMadeAsync((table, data) =>
        {
            var (silo, etag) = data.Members[0];
            silo.SuspectTimes = [.. silo.SuspectTimes!, Tuple.Create(Member(number).SiloAddress, Started)];
            return table.UpdateRowAsync(silo, etag, data.Version.Next(), None);
        })));

        Assert.Equal(Enumerable.Range(2, Contenders), versions.Order());
        var after = await _membership.ReadAsync();
        Assert.Equal(Contenders + 1, after.Version.Version);
        Assert.Equal("20", after.Members[0].Item2);
        // Each has read what the one before had written.
        Assert.Equal(
            Enumerable.Range(1, Contenders).Select(number => Member(number).SiloAddress).Order(),
            after.Members[0].Item1.SuspectTimes!.Select(suspect => suspect.Item1).Order());
    }

    [Fact]
    public async Task Readers_see_every_version_with_the_silos_it_has()
    {
        var joining = Task.WhenAll(Enumerable.Range(0, Contenders).Select(number => UntilMadeAsync(
            (table, data) => table.InsertRowAsync(Member(number), data.Version.Next(), None))));
        var last = 0;
        while (last < Contenders)
        {
            var data = await _membership.ReadAsync();
            Assert.Equal(data.Version.Version, data.Members.Count);
            Assert.InRange(data.Version.Version, last, Contenders);
            last = data.Version.Version;
        }

        await joining;
    }

    [Fact]
    public async Task Rows_that_stay_newer_than_the_version_are_an_error()
    {
        await dynamoDb.Client.PutItemAsync(TableName, MembershipRow.OfSilo(_membership.ClusterId, Member(1), version: 5, etag: 0));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(_membership.ReadAsync);
        Assert.Contains("newer than their version row", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Reads and tries until it is made; returns the version it made.</summary>
    private async Task<int> UntilMadeAsync(Func<DynamoDbMembershipTable, MembershipTableData, Task<bool>> change)
    {
        var table = _membership.Table;
        while (true)
        {
            var data = await table.ReadAllAsync(None);
            if (await change(table, data))
                return data.Version.Version + 1;
        }
    }
}
