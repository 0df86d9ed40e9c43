using RefillRadar.Pipeline;
using RefillRadar.Tests.EndToEnd.Running;
using Shop = RefillRadar.Pipeline.Database.Shop;

namespace RefillRadar.Tests.EndToEnd.Pipeline;

/// <summary>One running pipeline for the tests of a class. Each test has products of its own.</summary>
public sealed class PipelineFixture : IAsyncLifetime
{
    /// <summary>Stock of every product at the start.</summary>
    internal const int Stocked = 50;

    private const int Products = 3_000;
    private const int Teams = 20;
    private readonly List<string> _mails = [];

    internal LocalPipeline Pipeline { get; private set; } = null!;

    /// <summary>The HTTP contract of the dashboard process.</summary>
    internal RadarApi Api { get; private set; } = null!;

    internal Deliveries Deliveries { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Pipeline = await LocalPipeline.StartAsync(new PipelineOptions
        {
            Products = Products,
            Quantity = Stocked,
            Thresholds = string.Join('\n', History.Thresholds(Products, Teams)),
            Settings = new Dictionary<string, string>
            {
                ["RefillRadar__Notifications__GroupWaitSeconds"] = "1",
                ["RefillRadar__Notifications__GroupIntervalSeconds"] = "2",
                ["RefillRadar__Notifications__MaxPerSecond"] = "100",
            },
        });
        Api = new RadarApi(Pipeline.Dashboard.Address);
        Deliveries = new Deliveries(Pipeline.Mapping);
        await Api.LevelAsync(Products, Stocked);
    }

    public async Task DisposeAsync()
    {
        Api?.Dispose();
        if (Pipeline is not null)
            await Pipeline.DisposeAsync();
    }

    internal Task<Shop> OpenShopAsync() => Pipeline.OpenShopAsync();

    /// <summary>The texts of all e-mails so far.</summary>
    internal async Task<IReadOnlyList<string>> MailsAsync()
    {
        foreach (var mail in await Pipeline.Topic.ReceiveAsync())
        {
            Assert.DoesNotContain("\nAnd ", mail, StringComparison.Ordinal);
            _mails.Add(mail);
        }

        return _mails;
    }

    /// <summary>Starts silos that an earlier test ended.</summary>
    internal async Task BothSilosAsync()
    {
        foreach (var silo in Pipeline.Silos.Where(silo => !silo.IsRunning))
        {
            silo.Launch();
            await silo.ReadyAsync();
        }
    }
}
