using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using RefillRadar.Silo.Adapters.Aws.Orleans;

namespace RefillRadar.Tests.Contracts.Aws.Orleans;

/// <summary>Two silos and a client that know of each other only by DynamoDB.</summary>
public sealed class DynamoDbClusterTests(DynamoDbFixture dynamoDb) : IClassFixture<DynamoDbFixture>
{
    private readonly string _cluster = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task Silos_and_a_client_find_each_other_and_grains_keep_their_state_when_a_silo_stops()
    {
        using var first = await StartSiloAsync("first");
        using var second = await StartSiloAsync("second");
        using var client = await StartClientAsync();
        var grains = client.Services.GetRequiredService<IClusterClient>();
        Assert.Equal([("first", SiloStatus.Active), ("second", SiloStatus.Active)], await MembersAsync(first));
        Assert.Equal(2, (await grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true)).Count);
        var tallies = Enumerable.Range(0, 10).Select(number => grains.GetGrain<ITallyGrain>($"tally-{number}")).ToList();
        foreach (var tally in tallies)
            Assert.Equal(1, await tally.CountAsync());

        await second.StopAsync();
        Assert.Equal([("first", SiloStatus.Active), ("second", SiloStatus.Dead)], await MembersAsync(first));
        foreach (var tally in tallies)
            Assert.Equal(2, await tally.CountAsync());

        await client.StopAsync();
        await first.StopAsync();
    }

    private async Task<IHost> StartSiloAsync(string name)
    {
        var builder = NewBuilder();
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(Name);
            silo.Configure<SiloOptions>(options => options.SiloName = name);
            silo.ConfigureEndpoints(IPAddress.Loopback, FreePort(), FreePort());
            silo.UseDynamoDBClustering(options => options.TableName = "cluster_silos");
            silo.AddDynamoDBGrainStorage("tallies", options => options.TableName = "cluster_state");
        });
        return await StartAsync(builder);
    }

    private Task<IHost> StartClientAsync()
    {
        var builder = NewBuilder();
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(Name);
            client.UseDynamoDBClustering(options => options.TableName = "cluster_silos");
        });
        return StartAsync(builder);
    }

    private HostApplicationBuilder NewBuilder()
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(dynamoDb.Client);
        return builder;
    }

    private static async Task<IHost> StartAsync(HostApplicationBuilder builder)
    {
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private void Name(ClusterOptions options)
    {
        options.ClusterId = _cluster;
        options.ServiceId = "test";
    }

    private static async Task<IEnumerable<(string Name, SiloStatus Status)>> MembersAsync(IHost silo)
    {
        var table = await silo.Services.GetRequiredService<IMembershipTable>().ReadAllAsync(CancellationToken.None);
        return table.Members.Select(member => (member.Item1.SiloName, member.Item1.Status)).Order();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
