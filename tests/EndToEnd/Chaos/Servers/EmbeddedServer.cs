using System.Net;
using RefillRadar.Tests.EndToEnd.Running;

namespace RefillRadar.Tests.EndToEnd.Chaos.Servers;

/// <summary>The program in embedded mode.</summary>
internal sealed class EmbeddedServer(RadarData data, string[] settings) : IServer, IAsyncDisposable
{
    private readonly int _port = RadarProcess.FreePort();
    private RadarProcess? _process;

    public string Name => "program";

    public bool IsRunning => _process is { HasExited: false };

    public string Output => _process?.Output ?? "";

    /// <summary>The HTTP contract of the present process.</summary>
    public RadarApi Api => _process!.Api;

    public Uri Address => new($"http://127.0.0.1:{_port}");

    public void Launch() => _process = RadarProcess.Launch(data, settings, _port);

    public async Task<bool> IsReadyAsync() => _process is not null && await _process.Api.StatusAsync("/health/ready") == HttpStatusCode.OK;

    public Task<string?> MetricsAsync() => Api.MetricsAsync();

    public Task KillAsync() => _process!.KillAsync();

    public Task<int> TerminateAsync() => _process!.StopAsync();

    public Task SignalAsync(string signal) => _process!.SignalAsync(signal);

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
    }
}
