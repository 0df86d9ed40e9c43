using System.Globalization;
using System.Net;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;
using RefillRadar.Silo.Adapters.Aws.Orleans;

namespace RefillRadar.Tests.Contracts.Aws.Orleans;

/// <summary>The membership of one test's cluster, in a table that all share.</summary>
internal sealed class TestMembership(IAmazonDynamoDB client)
{
    public const string TableName = "silos";

    /// <summary>A time that survives only if every digit does.</summary>
    public static readonly DateTime Started = new(2026, 3, 4, 15, 6, 7, DateTimeKind.Utc);

    public string ClusterId { get; } = Guid.NewGuid().ToString("N");

    public DynamoDbMembershipTable Table => new(
        client,
        Options.Create(new DynamoDBClusteringOptions { TableName = TableName }),
        Options.Create(new ClusterOptions { ClusterId = ClusterId }),
        TimeProvider.System);

    public DynamoDbGatewayListProvider Gateways => new(
        client,
        Options.Create(new DynamoDBGatewayOptions { TableName = TableName }),
        Options.Create(new ClusterOptions { ClusterId = ClusterId }),
        Options.Create(new GatewayOptions { GatewayListRefreshPeriod = TimeSpan.FromSeconds(7) }),
        TimeProvider.System);

    public static async Task<TestMembership> CreateAsync(IAmazonDynamoDB client)
    {
        var membership = new TestMembership(client);
        await membership.Table.InitializeMembershipTableAsync(true, CancellationToken.None);
        return membership;
    }

    public static MembershipEntry Member(int number, SiloStatus status = SiloStatus.Active) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Parse("10.0.0.7"), 11_000 + number, 1_000 + number),
        Status = status,
        HostName = "host",
        SiloName = string.Create(CultureInfo.InvariantCulture, $"silo-{number:00}"),
        ProxyPort = 30_000 + number,
        StartTime = Started,
        IAmAliveTime = Started.AddTicks(1_234_567),
    };

    /// <summary>Inserts with the current version; fails the test when that is refused.</summary>
    public async Task AddAsync(params MembershipEntry[] silos)
    {
        foreach (var silo in silos)
        {
            var version = (await Table.ReadAllAsync(CancellationToken.None)).Version;
            Assert.True(await Table.InsertRowAsync(silo, version.Next(), CancellationToken.None));
        }
    }

    public Task<MembershipTableData> ReadAsync() => Table.ReadAllAsync(CancellationToken.None);

    /// <summary>The row as it is in the table.</summary>
    public async Task<Dictionary<string, AttributeValue>> RowAsync(string identity) =>
        (await client.GetItemAsync(TableName, MembershipRow.Key(ClusterId, identity))).Item;
}
