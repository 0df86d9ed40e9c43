using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RefillRadar.Silo.Hosting;

namespace RefillRadar.Tests.Cluster;

/// <summary>The silo's own poker, but not before the partitions lie where the tests want them.</summary>
internal sealed class LatePoker(Task ready, IServiceProvider services) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await ready.WaitAsync(stoppingToken);
        using var poker = ActivatorUtilities.CreateInstance<SweepPoker>(services);
        await poker.StartAsync(stoppingToken);
        await poker.ExecuteTask!;
    }
}
