using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.Storage;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Quarantine;
using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Thresholds;
using RefillRadar.Silo.Adapters.Embedded;
using RefillRadar.Silo.Adapters.Embedded.Email;
using RefillRadar.Silo.Adapters.Embedded.Orleans;
using RefillRadar.Silo.Adapters.Embedded.Shop;
using RefillRadar.Silo.Adapters.Embedded.Sqlite;
using RefillRadar.Silo.Adapters.Embedded.Stores;
using RefillRadar.Silo.Adapters.Embedded.Thresholds;

namespace RefillRadar.Tests.Contracts.Embedded;

public sealed class EmbeddedRegistrationTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_port_and_the_grain_storage_are_there()
    {
        await using var app = Build(EmbeddedOptions.In(_folder.Path));
        Assert.IsType<SqliteAlertStore>(app.Services.GetRequiredService<IAlertStore>());
        Assert.IsType<SqliteQuarantine>(app.Services.GetRequiredService<IQuarantine>());
        Assert.IsType<SqliteLevelStore>(app.Services.GetRequiredService<ILevelStore>());
        Assert.IsType<SqliteLevelHistory>(app.Services.GetRequiredService<ILevelHistory>());
        Assert.IsType<ShopChangeLog>(app.Services.GetRequiredService<IChangeLog>());
        Assert.IsType<FileThresholdSource>(app.Services.GetRequiredService<IThresholdSource>());
        Assert.IsType<EmlOutbox>(app.Services.GetRequiredService<IMailer>());
        Assert.IsType<SqliteGrainStorage>(app.Services.GetRequiredKeyedService<IGrainStorage>("radar"));
        Assert.Contains(app.Services.GetServices<IHostedService>(), service => service is ExpirySweep);
        Assert.Equal(3, app.Services.GetServices<IExpiring>().Count());
    }

    [Fact]
    public async Task Mails_go_by_smtp_once_a_host_is_given()
    {
        await using var app = Build(EmbeddedOptions.In(_folder.Path) with
        {
            Smtp = new SmtpOptions { Host = "mail", From = "a@example.org", To = "b@example.org" },
        });
        Assert.IsType<SmtpMailer>(app.Services.GetRequiredService<IMailer>());
    }

    private static WebApplication Build(EmbeddedOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddEmbedded(options);
        builder.UseOrleans(silo => silo.UseLocalhostClustering().AddSqliteGrainStorage("radar"));
        return builder.Build();
    }
}
