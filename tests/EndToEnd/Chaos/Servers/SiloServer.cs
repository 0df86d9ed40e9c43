using RefillRadar.Pipeline.Processes;
using RefillRadar.Tests.EndToEnd.Running;

namespace RefillRadar.Tests.EndToEnd.Chaos.Servers;

/// <summary>A silo in AWS mode.</summary>
internal sealed class SiloServer(string name, SiloProcess silo) : IServer, IDisposable
{
    private readonly RadarApi _api = new(silo.Address);

    public string Name => name;

    public bool IsRunning => silo.IsRunning;

    public string Output => silo.Output;

    public void Launch() => silo.Launch();

    public Task<bool> IsReadyAsync() => silo.IsReadyAsync();

    public Task<string?> MetricsAsync() => _api.MetricsAsync();

    public Task KillAsync() => silo.KillAsync();

    public Task<int> TerminateAsync() => silo.TerminateAsync();

    public Task SignalAsync(string signal) => silo.SignalAsync(signal);

    public void Dispose() => _api.Dispose();
}
