using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Microsoft.Extensions.DependencyInjection;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Quarantine;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Silo.Adapters.Aws;
using RefillRadar.Silo.Adapters.Aws.Stores;

namespace RefillRadar.Tests.Contracts.Aws.Stores;

public sealed class StoreRegistrationTests
{
    [Fact]
    public void Every_store_is_made_from_what_the_host_registers()
    {
        using var services = new ServiceCollection()
            .AddLogging()
            .AddMetrics()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new AwsOptions { Region = "eu-central-1", TopicArn = "arn", StreamName = "s", ThresholdsBucket = "b" })
            .AddSingleton<StoreMetrics>()
            .AddSingleton<IAmazonDynamoDB>(provider => new MeteredDynamoDbClient(
                new BasicAWSCredentials("test", "test"), MeteredDynamoDbClient.In("eu-central-1"), provider.GetRequiredService<StoreMetrics>()))
            .AddDynamoDbStores()
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });

        Assert.IsType<DynamoDbAlertStore>(services.GetRequiredService<IAlertStore>());
        Assert.IsType<DynamoDbQuarantine>(services.GetRequiredService<IQuarantine>());
        Assert.IsType<DynamoDbLevelStore>(services.GetRequiredService<ILevelStore>());
        Assert.IsType<DynamoDbLevelHistory>(services.GetRequiredService<ILevelHistory>());
    }
}
