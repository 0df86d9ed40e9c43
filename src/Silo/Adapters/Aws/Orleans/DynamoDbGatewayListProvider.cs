using System.Net;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Runtime;

namespace RefillRadar.Silo.Adapters.Aws.Orleans;

/// <summary>Tells clients the gateways of a cluster: its active silos that take clients.</summary>
internal sealed class DynamoDbGatewayListProvider(
    IAmazonDynamoDB client,
    IOptions<DynamoDBGatewayOptions> options,
    IOptions<ClusterOptions> cluster,
    IOptions<GatewayOptions> gateways,
    TimeProvider time) : IGatewayListProvider
{
    private readonly MembershipPartition _rows = new(client, options.Value.TableName, cluster.Value.ClusterId);

    public TimeSpan MaxStaleness => gateways.Value.GatewayListRefreshPeriod;

    public bool IsUpdatable => true;

    public Task InitializeGatewayListProvider() => InitializeGatewayListProviderAsync(CancellationToken.None);

    public Task InitializeGatewayListProviderAsync(CancellationToken cancellationToken) => DynamoDbTable.PrepareAsync(
        client, OrleansTables.Silos, options.Value.TableName, options.Value.CreateIfNotExists, time, cancellationToken);

    public Task<IList<Uri>> GetGateways() => GetGatewaysAsync(CancellationToken.None);

    public async Task<IList<Uri>> GetGatewaysAsync(CancellationToken cancellationToken)
    {
        var found = new List<Uri>();
        var values = new Dictionary<string, AttributeValue>
        {
            [":active"] = MembershipRow.Number((int)SiloStatus.Active),
            [":none"] = MembershipRow.Number(0),
        };
        await foreach (var row in _rows.SilosAsync("SiloStatus = :active AND ProxyPort > :none", values, cancellationToken))
        {
            var silo = MembershipRow.ReadSilo(row);
            var gateway = new IPEndPoint(silo.SiloAddress.Endpoint.Address, silo.ProxyPort);
            found.Add(SiloAddress.New(gateway, silo.SiloAddress.Generation).ToGatewayUri());
        }

        return found;
    }
}
