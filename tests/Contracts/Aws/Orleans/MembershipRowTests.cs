using Amazon.DynamoDBv2.Model;
using Orleans.Runtime;
using RefillRadar.Silo.Adapters.Aws.Orleans;
using static RefillRadar.Tests.Contracts.Aws.Orleans.TestMembership;

namespace RefillRadar.Tests.Contracts.Aws.Orleans;

/// <summary>The rows as the official provider writes and reads them.</summary>
public sealed class MembershipRowTests(DynamoDbFixture dynamoDb) : IClassFixture<DynamoDbFixture>
{
    [Fact]
    public async Task The_rows_on_the_table_have_the_official_names_and_types()
    {
        var membership = await CreateAsync(dynamoDb.Client);
        var silo = Member(1);
        silo.AddSuspector(Member(2).SiloAddress, Started);
        silo.AddSuspector(Member(3).SiloAddress, Started.AddTicks(5));
        await membership.AddAsync(silo);

        AssertRow(
            await membership.RowAsync("10.0.0.7-11001-1001"),
            ("DeploymentId", "S", membership.ClusterId), ("SiloIdentity", "S", "10.0.0.7-11001-1001"), ("Address", "S", "10.0.0.7"),
            ("HostName", "S", "host"), ("SiloName", "S", "silo-01"), ("Port", "N", "11001"), ("Generation", "N", "1001"),
            ("SiloStatus", "N", "3"), ("ProxyPort", "N", "30001"), ("MembershipVersion", "N", "1"), ("ETag", "N", "0"),
            ("StartTime", "S", "2026-03-04T15:06:07.0000000"), ("IAmAliveTime", "S", "2026-03-04T15:06:07.1234567"),
            ("SuspectingSilos", "S", "10.0.0.7:11002@1002|10.0.0.7:11003@1003"),
            ("SuspectingTimes", "S", "2026-03-04T15:06:07.0000000|2026-03-04T15:06:07.0000005"));
        AssertRow(
            await membership.RowAsync("VersionRow"),
            ("DeploymentId", "S", membership.ClusterId), ("SiloIdentity", "S", "VersionRow"), ("MembershipVersion", "N", "1"), ("ETag", "N", "1"),
            ("Port", "N", "0"), ("Generation", "N", "0"), ("SiloStatus", "N", "0"), ("ProxyPort", "N", "0"));
    }

    [Fact]
    public async Task Blank_strings_are_left_out()
    {
        var membership = await CreateAsync(dynamoDb.Client);
        var silo = Member(1);
        silo.HostName = " ";
        silo.SiloName = "";
        await membership.AddAsync(silo);
        var row = await membership.RowAsync("10.0.0.7-11001-1001");
        Assert.Empty(row.Keys.Intersect(["HostName", "SiloName", "SuspectingSilos", "SuspectingTimes"]));
        Assert.Single((await membership.ReadAsync()).Members);
    }

    [Fact]
    public async Task A_row_of_the_official_provider_is_read()
    {
        var membership = await CreateAsync(dynamoDb.Client);
        var row = MembershipRow.OfSilo(membership.ClusterId, Member(1), version: 0, etag: 4);
        row["StartTime"] = new AttributeValue("2026-03-04 15:06:07.120 GMT");
        row["SuspectingSilos"] = new AttributeValue("10.0.0.7:11002@1002");
        row["SuspectingTimes"] = new AttributeValue("2026-03-04 15:06:07.000 GMT");
        row["More"] = new AttributeValue("later versions may");
        await dynamoDb.Client.PutItemAsync(TableName, row);

        var (silo, etag) = Assert.Single((await membership.ReadAsync()).Members);
        Assert.Equal(("4", Started.AddMilliseconds(120)), (etag, silo.StartTime));
        Assert.Equal(Tuple.Create(Member(2).SiloAddress, Started), Assert.Single(silo.SuspectTimes!));
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_is_an_error_and_not_left_out()
    {
        var membership = await CreateAsync(dynamoDb.Client);
        var row = MembershipRow.OfSilo(membership.ClusterId, Member(1), version: 0, etag: 0);
        row["SuspectingSilos"] = new AttributeValue("10.0.0.7:11002@1002");
        await dynamoDb.Client.PutItemAsync(TableName, row);
        await Assert.ThrowsAsync<FormatException>(membership.ReadAsync);
    }

    [Fact]
    public void A_silo_of_an_ipv6_address_comes_back()
    {
        var silo = Member(1);
        silo.SiloAddress = SiloAddress.New(System.Net.IPAddress.IPv6Loopback, 11_001, 7);
        var row = MembershipRow.OfSilo("cluster", silo, 1, 0);
        Assert.Equal("::1-11001-7", row["SiloIdentity"].S);
        Assert.Equal(silo.SiloAddress, MembershipRow.ReadSilo(row).SiloAddress);
    }

    private static void AssertRow(Dictionary<string, AttributeValue> row, params (string Name, string Type, string Value)[] expected) => Assert.Equal(
        expected.OrderBy(attribute => attribute.Name, StringComparer.Ordinal),
        row.Select(pair => (pair.Key, pair.Value.S is null ? "N" : "S", pair.Value.S ?? pair.Value.N)).OrderBy(pair => pair.Key, StringComparer.Ordinal));
}
