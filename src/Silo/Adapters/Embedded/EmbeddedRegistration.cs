using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Health;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Quarantine;
using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Thresholds;
using RefillRadar.Silo.Adapters.Embedded.Email;
using RefillRadar.Silo.Adapters.Embedded.Shop;
using RefillRadar.Silo.Adapters.Embedded.Sqlite;
using RefillRadar.Silo.Adapters.Embedded.Stores;
using RefillRadar.Silo.Adapters.Embedded.Thresholds;
using RefillRadar.Silo.Adapters.Journal;

namespace RefillRadar.Silo.Adapters.Embedded;

internal static class EmbeddedRegistration
{
    /// <summary>
    /// Every port of the embedded family. <see cref="ShopFeed"/> and the grain storage are added apart: the feed needs an
    /// <c>IBatchIngest</c>, the grain storage a silo builder.
    /// </summary>
    public static IServiceCollection AddEmbedded(this IServiceCollection services, EmbeddedOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IDiskProbe>(new DataDisk(options));
        services.AddSingleton(provider => new SqliteDatabase(
            Path.Combine(options.DataDirectory, "radar.db"), provider.GetRequiredService<ILogger<SqliteDatabase>>()));
        services.AddSingleton<SqliteAlertStore>();
        services.AddSingleton<SqliteQuarantine>();
        services.AddSingleton<SqliteLevelHistory>();
        services.AddSingleton<IAlertStore>(provider => provider.GetRequiredService<SqliteAlertStore>());
        services.AddSingleton<IQuarantine>(provider => provider.GetRequiredService<SqliteQuarantine>());
        services.AddSingleton<ILevelHistory>(provider => provider.GetRequiredService<SqliteLevelHistory>());
        services.AddSingleton<IExpiring>(provider => provider.GetRequiredService<SqliteAlertStore>());
        services.AddSingleton<IExpiring>(provider => provider.GetRequiredService<SqliteQuarantine>());
        services.AddSingleton<IExpiring>(provider => provider.GetRequiredService<SqliteLevelHistory>());
        services.AddHostedService<ExpirySweep>();
        services.AddSingleton<ILevelStore, SqliteLevelStore>();
        services.AddSingleton<JournalDecoder>();
        services.AddSingleton<IJournal, SqliteJournal>();
        services.AddSingleton<IChangeLog>(provider => provider.GetRequiredService<IJournal>());

        if (options.Shop is { } shop)
        {
            services.AddSingleton(shop);
            services.AddSingleton<ShopDatabase>();
            services.AddSingleton<ShopCursors>();
            services.AddSingleton<IChangeLog, ShopChangeLog>();
        }

        services.AddSingleton(options.Thresholds);
        services.AddSingleton<IThresholdSource, FileThresholdSource>();
        return services.AddMailer(options);
    }

    private static IServiceCollection AddMailer(this IServiceCollection services, EmbeddedOptions options) =>
        options.Smtp is { } smtp
            ? services.AddSingleton(smtp).AddSingleton<IMailer, SmtpMailer>()
            : services.AddSingleton(options.Mail).AddSingleton<IMailer, EmlOutbox>();
}
