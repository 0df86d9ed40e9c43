using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using RefillRadar.Silo.Adapters.Embedded.Sqlite;

namespace RefillRadar.Silo.Adapters.Embedded.Orleans;

internal static class SqliteGrainStorageRegistration
{
    /// <summary>Keeps grain state of this storage name in radar.db. Needs a <see cref="SqliteDatabase"/> in the services.</summary>
    public static ISiloBuilder AddSqliteGrainStorage(this ISiloBuilder builder, string name)
    {
        builder.Services.AddOptions<SqliteGrainStorageOptions>(name);
        builder.Services.AddTransient<
            IPostConfigureOptions<SqliteGrainStorageOptions>,
            DefaultStorageProviderSerializerOptionsConfigurator<SqliteGrainStorageOptions>>();
        builder.Services.AddGrainStorage(name, (services, key) => ActivatorUtilities.CreateInstance<SqliteGrainStorage>(
            services, services.GetRequiredService<IOptionsMonitor<SqliteGrainStorageOptions>>().Get(key)));
        return builder;
    }
}
