using Microsoft.Extensions.DependencyInjection;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Quarantine;
using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Silo.Adapters.Journal;

namespace RefillRadar.Silo.Adapters.Aws.Stores;

internal static class StoreRegistration
{
    /// <summary>
    /// The stores in DynamoDB. They need an <c>IAmazonDynamoDB</c>, <see cref="AwsOptions"/> and a <see cref="TimeProvider"/>, and
    /// that each table of <see cref="StoreTables.All"/> was prepared under the options' prefix.
    /// </summary>
    public static IServiceCollection AddDynamoDbStores(this IServiceCollection services) => services
        .AddSingleton<IAlertStore, DynamoDbAlertStore>()
        .AddSingleton<IQuarantine, DynamoDbQuarantine>()
        .AddSingleton<ILevelStore, DynamoDbLevelStore>()
        .AddSingleton<ILevelHistory, DynamoDbLevelHistory>()
        .AddSingleton<JournalDecoder>()
        .AddSingleton<IJournal, DynamoDbJournal>()
        .AddSingleton<IChangeLog>(provider => provider.GetRequiredService<IJournal>());
}
