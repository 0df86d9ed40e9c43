using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Hosting;
using Orleans.Messaging;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace RefillRadar.Silo.Adapters.Aws.Orleans;

/// <summary>
/// Orleans on DynamoDB, called as with the official packages. All of it needs an <see cref="Amazon.DynamoDBv2.IAmazonDynamoDB"/>
/// in the services.
/// </summary>
internal static class DynamoDBRegistration
{
    /// <summary>Keeps the membership of the silos in DynamoDB.</summary>
    public static ISiloBuilder UseDynamoDBClustering(this ISiloBuilder builder, Action<DynamoDBClusteringOptions> configureOptions)
    {
        builder.Services.Configure(configureOptions);
        builder.Services.AddSingleton<IMembershipTable, DynamoDbMembershipTable>();
        return builder;
    }

    /// <summary>Finds the silos' gateways in DynamoDB.</summary>
    public static IClientBuilder UseDynamoDBClustering(this IClientBuilder builder, Action<DynamoDBGatewayOptions> configureOptions)
    {
        builder.Services.Configure(configureOptions);
        builder.Services.AddSingleton<IGatewayListProvider, DynamoDbGatewayListProvider>();
        return builder;
    }

    /// <summary>Keeps grain state of this storage name in DynamoDB.</summary>
    public static ISiloBuilder AddDynamoDBGrainStorage(this ISiloBuilder builder, string name, Action<DynamoDBStorageOptions> configureOptions)
    {
        builder.Services.Configure(name, configureOptions);
        builder.Services.AddTransient<
            IPostConfigureOptions<DynamoDBStorageOptions>,
            DefaultStorageProviderSerializerOptionsConfigurator<DynamoDBStorageOptions>>();
        builder.Services.AddGrainStorage(name, (services, key) => ActivatorUtilities.CreateInstance<DynamoDbGrainStorage>(
            services, key, services.GetRequiredService<IOptionsMonitor<DynamoDBStorageOptions>>().Get(key)));
        return builder;
    }
}
