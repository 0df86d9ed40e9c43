using Amazon;
using Amazon.DynamoDBv2;
using Amazon.S3;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Grains.Thresholds;
using RefillRadar.Silo.Adapters.Aws.Kinesis;
using RefillRadar.Silo.Adapters.Aws.Kinesis.Client;
using RefillRadar.Silo.Adapters.Aws.S3;
using RefillRadar.Silo.Adapters.Aws.Sns;
using RefillRadar.Silo.Adapters.Aws.Sns.Client;
using RefillRadar.Silo.Adapters.Aws.Stores;
using RefillRadar.Silo.Ingest;

namespace RefillRadar.Silo.Adapters.Aws;

internal static class AwsRegistration
{
    /// <summary>Every port of the AWS family. Clustering and grain storage are added apart: they need a silo builder.</summary>
    public static IServiceCollection AddAws(this IServiceCollection services, AwsOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddClients(RegionEndpoint.GetBySystemName(options.Region));
        // First of all that starts: what it finds missing or forbidden is said in a sentence, and nothing else starts.
        services.AddHostedService<TableSetup>();
        services.AddDynamoDbStores();
        services.AddSingleton<IChangeLog, KinesisChangeLog>();
        services.AddSingleton<ILoggedStreams, KinesisStreams>();
        services.AddSingleton<IThresholdSource, S3ThresholdSource>();
        return services.AddSingleton<IMailer, SnsMailer>();
    }

    private static void AddClients(this IServiceCollection services, RegionEndpoint region) => services
        .AddSingleton<StoreMetrics>()
        .AddSingleton<IAmazonDynamoDB>(provider => new MeteredDynamoDbClient(
            MeteredDynamoDbClient.In(region.SystemName), provider.GetRequiredService<StoreMetrics>()))
        .AddSingleton(_ => S3Clients.Create(region.SystemName))
        .AddSingleton<IAmazonSimpleNotificationService>(
            // SNS answers within a second; an answer given up on may have published the mail.
            _ => new AmazonSimpleNotificationServiceClient(new AmazonSimpleNotificationServiceConfig { RegionEndpoint = region, Timeout = TimeSpan.FromSeconds(20) }))
        .AddSingleton<IAmazonKinesis>(
            // The largest answer takes 5 s. On a connection that died without a word levels stay stale for three attempts.
            _ => new AmazonKinesisClient(null, new AmazonKinesisConfig { RegionEndpoint = region, Timeout = TimeSpan.FromSeconds(20) }));
}
